"""What is measured of the clients of the relay: each module here is one process."""
