"""Questions that a debate begins with: from paper, from a file, from the evening before."""
