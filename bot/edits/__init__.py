"""Edits: a picture and words become a request."""
