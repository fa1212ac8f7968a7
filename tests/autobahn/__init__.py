"""Autobahn's cases against connections of the live door:

    python -m tests.autobahn WSTEST

They want a server that echoes, and run in Python 2.7 only; so by hand, where that can be had:
`virtualenv --python python2.7 FOLDER && FOLDER/bin/pip install autobahntestsuite==25.10.1` gives
`FOLDER/bin/wstest`. What RFC 6455 demands of the live door itself stands in
tests/doors/live/test_rfc6455.py, and is tested with everything else.
"""
