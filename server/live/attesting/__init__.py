"""The heads of logs: looked at in the database, signed, and told to everybody; and what others are
asked to say of those of the house's own."""
