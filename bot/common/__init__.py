"""Small tools that know neither pictures nor Discord: clock, money, backoff, background tasks."""
