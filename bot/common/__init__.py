"""Small tools that know neither pictures nor Discord's library: clock, money, text, tasks."""
