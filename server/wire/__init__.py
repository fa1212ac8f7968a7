"""The contract: what goes over the wire, and its published descriptions."""
