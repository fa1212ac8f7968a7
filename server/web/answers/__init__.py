"""Answers in writing: where offices write them, and where their links are made."""
