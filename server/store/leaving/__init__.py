"""What comes from other houses, what goes from this one, and what of people is taken out of it."""
