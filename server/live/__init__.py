"""A debate in motion: rooms, the websocket door, what is sent to whom and when."""
