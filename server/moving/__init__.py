"""An organisation as one file: written, looked through, and taken into another house. What of it
goes when it leaves, and what of people is taken out of closed debates.
"""
