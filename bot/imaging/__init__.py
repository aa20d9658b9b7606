"""Image files as bytes: decode safely, normalise inputs, fit outputs, compare, fingerprint.

Nothing here knows Discord, the database or the relay. The functions block, so async code calls
them through `bot.imaging.executor`.
"""
