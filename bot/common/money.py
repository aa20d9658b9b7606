"""Money is integer micro-dollars; this is how it is read and written."""

from decimal import Decimal

MICRO = 1_000_000


def dollars(micro: int) -> str:
    """`1.20`, `0.036`: two digits after the point, and more only where they say something."""
    exact = f"{Decimal(micro) / MICRO:.6f}"
    whole, _, fraction = exact.partition(".")
    return f"{whole}.{fraction.rstrip('0').ljust(2, '0')}"


def micro_dollars(amount: str | float) -> int:
    """The nearest whole number of micro-dollars."""
    return round(Decimal(str(amount)) * MICRO)
