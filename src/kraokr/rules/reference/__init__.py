"""Rules on ids and what they mean."""
