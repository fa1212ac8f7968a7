"""Who is let in at both doors, and for how long: before anybody knows what they want."""
