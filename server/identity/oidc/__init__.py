"""Who somebody is, told by a provider elsewhere: OpenID Connect, the code flow alone. Knows no web
framework and no account."""
