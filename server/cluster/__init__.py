"""Several processes that serve the same debates: hints, presence, limits they share."""
