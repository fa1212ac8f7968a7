"""A third verifier of archives, written from docs/archive.md alone: it shares no code with
check.py, the page or the server, so that what they know and the text does not say is found. It says
that something is wrong, and hardly how to mend it.
"""
