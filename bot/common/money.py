"""Money as integer micro-dollars: conversion from and to dollars."""

from decimal import Decimal

MICRO_PER_DOLLAR = 1_000_000


def format_dollars(micro: int) -> str:
    """Format micro-dollars as dollars with 2 to 6 decimals, such as `1.20` or `0.036`."""
    exact = f"{Decimal(micro) / MICRO_PER_DOLLAR:.6f}"
    whole, _, fraction = exact.partition(".")
    return f"{whole}.{fraction.rstrip('0').ljust(2, '0')}"


def whole_dollars(micro: int) -> int:
    """Return the dollars without the cents."""
    return micro // MICRO_PER_DOLLAR


def to_micro_dollars(amount: str | float) -> int:
    """Convert dollars to micro-dollars, rounded to the nearest integer."""
    return round(Decimal(str(amount)) * MICRO_PER_DOLLAR)
