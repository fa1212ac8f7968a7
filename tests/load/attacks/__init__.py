"""Attackers, one a module or a family: each does one thing to a server for some seconds, bounded,
over loopback only, from a process of its own (`python -m tests.load.attacks`). What honest people
notice of it is measured by `tests.load.siege`.
"""
