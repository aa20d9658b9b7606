"""Delivery of outcomes and statuses through Discord: each outcome becomes one message."""
