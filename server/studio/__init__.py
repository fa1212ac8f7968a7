"""What a gallery needs of a debate: what its buttons mean, tables that its graphics machines read,
and moments for whoever cuts the tape. Pure: every verb is a command of the debate like any other.
"""
