"""History: what git knows of a workspace, and what changed in meaning between two of its states."""
