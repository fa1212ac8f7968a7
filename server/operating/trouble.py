"""What goes wrong at the command line."""


class Trouble(Exception):
    """As a sentence for whoever typed the command."""
