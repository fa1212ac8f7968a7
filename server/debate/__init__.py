"""The rules of a debate.

Pure: nothing here awaits, does I/O, tells the time or rolls dice. Times (milliseconds since the
Unix epoch) and identities are arguments, so the same journal gives the same debate everywhere.
"""
