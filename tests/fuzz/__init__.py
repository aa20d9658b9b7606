"""Mutated image files of every format, judged as the bot judges them: `make fuzz`."""
