"""Policy of a server: what is allowed, where, and to whom."""
