"""Tribina: a live debate and audience participation server."""

__version__ = "0.1.0"
