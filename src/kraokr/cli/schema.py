"""`kraokr schema`."""

from __future__ import annotations

from typing import Annotated

import typer

from kraokr.errors import KraokrError


def schema_command(
    kind: Annotated[
        str | None,
        typer.Argument(help="role, person, team, objectives, checkins, review or config; any if none."),
    ] = None,
) -> None:
    """Print the JSON Schema of a kind of goal file."""
    import json

    from kraokr.model import KINDS
    from kraokr.model.messages import unknown_word
    from kraokr.model.schema import schema
    from kraokr.rules import option_schemas

    if kind is not None and kind not in KINDS:
        raise KraokrError(*unknown_word("kind", kind, tuple(KINDS)))
    typer.echo(json.dumps(schema(kind, option_schemas()), indent=2, ensure_ascii=False))
