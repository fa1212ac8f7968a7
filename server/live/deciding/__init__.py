"""A command on its way to the journal, and what others wrote there."""
