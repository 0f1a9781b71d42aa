"""When an article was published and updated: every date that a file states, and which one counts.

`candidates` collects the dates, `parse` reads each, and `ledger` chooses.
"""
