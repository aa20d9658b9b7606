"""The whole bot under load: Discord, the relay and the bot in three processes on loopback."""
