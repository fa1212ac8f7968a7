"""What stands on air beside a question, and what an editor needs of it afterwards: subjects, like
those of `deciding`.
"""
