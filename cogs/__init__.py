"""The commands, one module a provider and one for each of the other groups."""
