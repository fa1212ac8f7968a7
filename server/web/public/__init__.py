"""What everybody may find, follow and show elsewhere: pages of organisations and programmes,
search, feeds, calendars, embeds. Only what is announced and listed, and no rehearsal."""
