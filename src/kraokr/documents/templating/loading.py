"""How a template is found by its name: in the workspace's own folder, else among ours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jinja2 import BaseLoader, ChoiceLoader, Environment, PackageLoader, PrefixLoader, TemplateNotFound
from jinja2.loaders import split_template_path

from kraokr.documents.templating.own import read_own, shown
from kraokr.errors import KraokrError

OURS = "kraokr"
"""Before a slash and a name: our template of that name, whether or not there is an own one."""


def loader(own: Path | None) -> BaseLoader:
    """Finds a template: an own one, else ours; always ours by `kraokr/<name>`."""
    ours = PackageLoader("kraokr.documents")
    return ChoiceLoader([PrefixLoader({OURS: ours}), *([_OwnLoader(own)] if own else []), ours])


class _OwnLoader(BaseLoader):
    """Finds the templates of one folder, never what lies outside."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool] | None]:
        """The text of a template and its path.

        Raises:
            TemplateNotFound: the folder has none of that name.
            KraokrError: it has one that cannot be read.
        """
        name = "/".join(split_template_path(template))
        data = read_own(self._folder, name)
        if data is None:
            raise TemplateNotFound(template)
        path = self._folder / name
        try:
            return data.decode("utf-8-sig"), str(path), None
        except UnicodeDecodeError:
            raise KraokrError(f"{shown(path)} is not written in UTF-8", "save it as UTF-8") from None

    def list_templates(self) -> list[str]:
        """The names of the folder's templates."""
        return sorted(path.name for path in self._folder.glob("*.jinja"))
