"""Readers of mail messages, mailboxes, and pages that browsers save as one message."""
