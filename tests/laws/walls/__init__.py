"""Law 8. Nothing of an organisation that is not public reaches anybody without a membership on its
path."""
