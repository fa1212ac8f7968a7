"""Logos: what is taken, how it is kept, who may change it."""
