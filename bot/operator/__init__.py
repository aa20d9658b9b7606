"""Commands of the operator beside a running bot, and the work that a setting makes it do.

Each command reads and changes the database by the same stores as the bot, which acts on it.
"""
