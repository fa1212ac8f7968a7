"""The moments of a debate as markers on a recording of it, in the forms that editing programs and
players read (docs/studio.md, "For the editor"). Pure.
"""
