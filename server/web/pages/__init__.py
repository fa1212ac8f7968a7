"""The pages of debates: screens, home, archive, sharing."""
