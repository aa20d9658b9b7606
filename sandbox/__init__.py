"""The outside world on one machine: a relay, and a Discord with a page. Never part of the bot."""
