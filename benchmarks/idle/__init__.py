"""The cost of an idle bot."""
