"""What SQLite is written in ways of its own."""
