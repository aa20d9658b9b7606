"""Processes that image files are decoded in, so that a hostile one takes nothing else with it.

A decoder is a C library at work on a stranger's bytes: it may run for minutes, take all memory, or
crash. In a thread it would take the bot with it, and nothing can stop a thread. Here each process
has one task at a time, a deadline and a memory limit.

`concurrent.futures.ProcessPoolExecutor` cannot stop one task, and fails all of them when one
process dies.
"""
