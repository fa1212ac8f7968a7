"""A debate in motion: rooms, what is sent to whom and when."""
