"""What a bot costs that has nothing to do."""
