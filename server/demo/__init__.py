"""The main job on real input: recorded debates, played through the doors of a fresh server."""
