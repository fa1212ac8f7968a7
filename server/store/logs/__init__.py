"""Logs that are signed: their heads."""
