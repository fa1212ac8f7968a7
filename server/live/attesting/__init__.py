"""The head of a debate's log: looked at in the database, signed, and told to everybody."""
