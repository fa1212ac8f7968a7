"""What honest people notice while a server is attacked: a hall that votes and asks, newcomers, a
producer, other moderators, an owner who logs in. The attackers are in `tests.load.attacks`.
"""
