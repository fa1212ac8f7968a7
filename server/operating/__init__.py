"""What who operates the house does at the command line: tools, backup, restore."""
