"""One file for each form in which markers are written, all of the same sheet. Pure."""
