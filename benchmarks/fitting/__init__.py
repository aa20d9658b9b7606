"""The cost of making a picture fit an upload."""
