"""Rules on who is accountable."""
