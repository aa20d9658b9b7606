"""Image files as bytes: decode safely, normalise inputs, fit outputs, compare, fingerprint.

Nothing here knows Discord, the database or the relay. The functions block, and what they decode may
crash, so async code calls them through `bot.imaging.isolated`.
"""
