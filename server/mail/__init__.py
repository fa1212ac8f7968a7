"""Letters that the house sends, where it has a mail server. None is needed for anything."""
