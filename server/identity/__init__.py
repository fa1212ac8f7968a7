"""Who somebody is: logins. Knows no web framework and no debate in motion."""
