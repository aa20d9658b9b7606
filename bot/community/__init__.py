"""Life of a community around its pictures: showcases, contests, daily themes.

Everything here happens once, whoever asks, and also if a process ends in the middle.
"""
