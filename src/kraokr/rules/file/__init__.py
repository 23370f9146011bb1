"""Rules on the files themselves."""
