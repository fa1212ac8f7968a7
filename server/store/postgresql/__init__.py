"""What PostgreSQL is written in ways of its own, and its programs."""
