"""Writing goal files: what a new file or entry says, and what closes an objective."""
