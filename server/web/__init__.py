"""Pages and the HTTP API: thin. Parse, ask a room or the store, render."""
