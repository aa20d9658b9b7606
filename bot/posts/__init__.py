"""The buttons under a posted picture, and what they show."""
