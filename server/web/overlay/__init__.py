"""What lies over a camera's picture: the page, and what its address says of it."""
