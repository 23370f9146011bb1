"""Rules on key result areas and roles."""
