"""The checker of archives, which strangers download as one file and run with nothing but Python
(`server.archive.program` joins it). It is written from docs/archive.md alone: it imports nothing
of this house, and nothing here imports it, so that a mistake is not made twice.
"""
