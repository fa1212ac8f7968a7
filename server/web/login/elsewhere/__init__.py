"""Logging in with an account elsewhere: by the provider of one organisation, and for it alone."""
