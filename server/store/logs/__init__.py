"""Logs that are signed: their heads, the house's own log, and those that it witnesses."""
