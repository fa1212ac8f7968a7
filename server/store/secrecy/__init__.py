"""What only the key of an open debate can read."""
