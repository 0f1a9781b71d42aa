"""Dates of other calendars and eras to days of the Gregorian calendar."""
