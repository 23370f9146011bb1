"""Rules on objectives and key results."""
