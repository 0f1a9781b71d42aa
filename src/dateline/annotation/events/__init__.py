"""Who did what to whom: events in the PLOVER scheme, coded sentence by sentence."""
