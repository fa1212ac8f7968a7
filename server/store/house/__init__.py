"""Who runs the house and how: accounts, logins, tokens, programmes, word lists."""
