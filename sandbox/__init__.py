"""The services around the bot, on one machine: a relay, and a Discord with a page."""
