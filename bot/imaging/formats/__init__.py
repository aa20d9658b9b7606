"""The structure of image files, one module a format: read in Python, without decoding a pixel.

Every walk is linear in the file's bytes and bounded in steps. The bounds are numbers that no real
file reaches; each one names its source.
"""
