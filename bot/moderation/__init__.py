"""Moderation: members report pictures, moderators decide."""
