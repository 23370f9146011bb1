"""The events of the YAML parser: the only module that knows the library."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import Any


@cache
def has_c_parser() -> bool:
    """Whether the fast parser is installed."""
    from importlib.util import find_spec

    return find_spec("_ruamel_yaml") is not None


def read_events(text: str, pure: bool = False) -> Iterator[Any]:
    """The events of a text, one after the other; `pure` takes the parser written in Python.

    Raises:
        Exception: of the class `syntax_error()` tells, where the text is no YAML.
    """
    if not pure and has_c_parser():
        from _ruamel_yaml import CParser

        return iter(CParser(text).get_event, None)
    from ruamel.yaml import YAML

    events: Iterator[Any] = YAML(typ="safe", pure=True).parse(text)
    return events


def library_version() -> str:
    """The version of the library that reads YAML."""
    from ruamel import yaml

    return str(yaml.__version__)


def event_kinds() -> ModuleType:
    """The module that holds the classes of the events."""
    from ruamel.yaml import events

    return events


def syntax_error() -> type[Exception]:
    """The class of what is raised where a text is no YAML."""
    from ruamel.yaml.error import YAMLError

    return YAMLError
