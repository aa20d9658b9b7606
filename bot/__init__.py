"""Easel: pictures for Discord servers, each posted exactly once."""
