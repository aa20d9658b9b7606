"""What must survive a restart; knows SQLAlchemy and nothing else of the bot."""
