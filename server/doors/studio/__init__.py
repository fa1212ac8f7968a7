"""What presses buttons of the gallery otherwise than by an address."""
