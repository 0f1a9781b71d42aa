"""What is made of coded events: happenings, timelines, samples, and forms that other programs read.

Pure functions over values; one module each.
"""
