"""A member's data: export, erasure, retention."""
