"""The log of administration: who changed what of the house and its organisations, and when."""
