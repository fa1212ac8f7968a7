"""A log that strangers can verify: trees, heads, signatures and proofs. Pure."""
