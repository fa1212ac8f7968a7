"""The words of the pages, and what every template is given."""
