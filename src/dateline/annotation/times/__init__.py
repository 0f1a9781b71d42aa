"""Times: dates, times of day, durations and sets, as TIMEX3 values (ISO 24617-1)."""
