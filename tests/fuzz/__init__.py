"""Hostile input in quantity, at every place where the house takes bytes apart:

    python -m tests.fuzz --minutes 60 [target …]

A *target* is a strategy of hypothesis and a check of what it makes. What a check raises is a find:
it is made as small as can be, and printed. Seeds are new each time. The suite gives every target
a second (`test_targets.py`) and CI a minute (`make fuzz`).
"""
