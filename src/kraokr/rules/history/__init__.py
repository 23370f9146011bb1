"""Rules on what changed over time."""
