"""Everything that survives a restart; knows SQLAlchemy and nothing else of the bot."""
