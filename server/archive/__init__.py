"""What remains of a debate: results, exports and the proof that nothing was changed.

Reads the journal and the ballots; never writes either.
"""
