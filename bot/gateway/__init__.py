"""Gateway: the shards of this process, and the start of their sessions."""
