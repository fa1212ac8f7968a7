"""Frames on their way to many clients."""
