"""What belongs to one subject of a debate: what is decided about it, and what that changes;
of some also what can be asked for, what happens and who may."""
