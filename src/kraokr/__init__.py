"""Performance frameworks as code: YAML goal files, linted and rendered."""
