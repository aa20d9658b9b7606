"""The bot in its servers: log channel, welcome card, avatar, and who is there with it."""
