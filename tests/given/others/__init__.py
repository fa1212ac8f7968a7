"""Servers of others whom a house asks, in small."""
