"""Rules on reviews."""
