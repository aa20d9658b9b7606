"""Use of a server over time: the tally, its chart, its CSV file."""
