"""What a crowd does to a server, one scenario a module. Each is a coroutine that drives the crowd,
checks the truth (raises AssertionError) and returns its figures: times in ms, memory in MB.
"""
