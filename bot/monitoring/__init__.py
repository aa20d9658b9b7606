"""Monitoring: how this process is, for machines that ask: health, readiness, metrics.

Nothing here decides anything for a job. What happens comes as events; what is so now is read when
somebody asks.
"""
