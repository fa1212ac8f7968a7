"""The main job on real input: a recorded debate, played through the real doors of a fresh server."""
