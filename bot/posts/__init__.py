"""The buttons under a posted picture, one module for what each of them does.

Everything is checked again on every press, since a custom id proves nothing.
"""
