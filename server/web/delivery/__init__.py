"""How pages and files get to browsers."""
