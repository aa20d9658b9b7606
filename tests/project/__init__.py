"""Tests of the code base itself: its layers, its texts, its commands, what is said of it."""
