"""A vote on its way from a door to the store."""
