"""Limits on how much may be made: rolling limits, budgets, and how a member stands."""
