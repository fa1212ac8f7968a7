"""This process on its machine: its loop, its memory, its log, its files."""
