"""What is to be told to others, and to whom; both of an organisation."""
