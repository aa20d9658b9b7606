"""A server's usage over time: the tally, its chart, its CSV file."""
