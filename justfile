# Shortcuts for contributors; each is one plain command, so nothing depends on just.
python := ".venv/bin/python"

# All that CI runs
check:
    .ci/run

# The tests
test *arguments:
    {{python}} -m pytest -n auto {{arguments}}

# Write schemas, rule pages, references and the picture anew
generate:
    {{python}} tools/generate.py

# Build the docs site into site/
docs: generate
    {{python}} -m zensical build --strict

# Show the docs site on localhost, rebuilt as you write
serve:
    {{python}} -m zensical serve
