"""The crowd: load on a real server from a second process, and what it costs, beside peers."""
