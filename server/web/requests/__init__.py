"""What a request says: where it was sent, by whom, and whether its cookies count."""
