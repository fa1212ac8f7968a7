"""What an organisation administers: its programmes, its people, what goes out of it."""
