"""Organisations at the command line: their people, moving, leaving."""
