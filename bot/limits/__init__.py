"""Limits on how much may be made: rolling limits, budgets, and what a spender has left."""
