"""What belongs to one subject of a debate: what is decided about it, and what that changes."""
