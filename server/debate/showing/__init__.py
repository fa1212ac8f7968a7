"""What each kind of screen sees of a debate, as documents and patches of them."""
