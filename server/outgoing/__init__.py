"""What goes out of the house by itself: webhooks, as Standard Webhooks 1.0.0 has them.

What is to be told is written with the journal (`store/outgoing/`); here it is signed, and sent to
addresses that were looked at first.
"""
