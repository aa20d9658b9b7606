"""Messages to a server that no member asked for: its log channel and its welcome card."""
