"""An organisation that moves or leaves, what of people goes, and what is told of all that."""
