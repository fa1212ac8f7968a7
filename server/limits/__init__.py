"""How much of anything one participant or one network may bring in how long."""
