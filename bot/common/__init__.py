"""Small tools that know neither pictures nor Discord."""
