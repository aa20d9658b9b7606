"""A small Discord on loopback, which outlives the bots that connect to it."""
