"""What is computed from coded events: clusters of reports of the same event, casualties, timelines
and random samples. Pure functions over values.
"""
