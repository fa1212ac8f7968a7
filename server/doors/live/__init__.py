"""The live door: phones and screens over websockets."""
