"""Logos: taken from whoever uploads one, drawn anew, and handed out."""
