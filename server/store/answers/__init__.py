"""What guests' offices answer in writing once a debate is over, and the links by which they do."""
