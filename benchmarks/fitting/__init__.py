"""What it costs to make a picture fit an upload."""
