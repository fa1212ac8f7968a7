"""The HTTP API, and what programs ask of a server."""
