"""Which rules run, how grave they are and with which options: profile, then config, then command line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from kraokr.errors import KraokrError
from kraokr.lint.rule import GROUPS, Rule
from kraokr.model import Config
from kraokr.model.messages import suggestion, unknown_word
from kraokr.source.diagnostic import Finding, Location, Problem, Severity

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_PROFILES = {"basic": 0, "recommended": 1, "strict": 2}
_SEVERITIES = {str(severity): severity for severity in Severity}
_OWN_KEYS = ("severity", "files")


@dataclass
class Active:
    """A rule as it runs: None as severity means that it is off."""

    rule: Rule[Any, Any]
    severity: Severity | None
    options: Any
    files: GitIgnoreSpec | None = None

    def applies_to(self, path: PurePosixPath) -> bool:
        """Whether the rule looks at a file."""
        return self.files is None or self.files.match_file(str(path))


@dataclass(frozen=True)
class Settings:
    """The rules by name, and what is wrong with the config's `rules:`."""

    active: Mapping[str, Active]
    problems: Sequence[Problem] = field(default_factory=tuple)


def settle(
    rules: Sequence[Rule[Any, Any]], config: Config, select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> Settings:
    """The rules as profile, config and command line (`select`, `ignore`: rules or groups) want them.

    Raises:
        KraokrError: `select` or `ignore` names no rule.
    """
    active = {rule.name: Active(rule, _by_profile(rule, config), rule.options()) for rule in rules}
    reader = _Reader(config, active)
    reader.read()
    _narrow(active, tuple(select), tuple(ignore))
    return Settings(active, reader.problems)


def _by_profile(rule: Rule[Any, Any], config: Config) -> Severity | None:
    if _PROFILES[rule.profile] > _PROFILES[config.profile] or not _in_frameworks(rule, config):
        return None
    graver = config.profile == "strict" and rule.tier == "core" and rule.severity is Severity.WARNING
    return Severity.ERROR if graver else rule.severity


def _in_frameworks(rule: Rule[Any, Any], config: Config) -> bool:
    return rule.group not in ("okr", "alignment") or "okr" in config.frameworks


def _narrow(active: Mapping[str, Active], select: Sequence[str], ignore: Sequence[str]) -> None:
    chosen = _named(active, select)
    for name, entry in active.items():
        if select and name in chosen:
            entry.severity = entry.severity or entry.rule.severity
        elif select and not is_about_reading(entry.rule):
            entry.severity = None
    for name in _named(active, ignore):
        active[name].severity = None


def is_about_reading(rule: Rule[Any, Any]) -> bool:
    """Whether a rule reports what keeps files from being read at all: no selection leaves it out."""
    return rule.name in ("invalid-yaml", "unsupported-yaml", "file-too-large", "rule-crashed")


def _named(active: Mapping[str, Active], names: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for name in names:
        matching = {n for n, entry in active.items() if name in (n, entry.rule.group, "all")}
        if not matching:
            message, help = unknown_word("rule or group", name, (*active, *GROUPS, "all"))
            guessed = suggestion(name, (*active, *GROUPS))
            raise KraokrError(message, help if guessed else "`kraokr rule --all` lists them")
        found |= matching
    return found


class _Reader:
    """Applies `rules:` of the config, groups before single rules, and reports what it cannot apply."""

    def __init__(self, config: Config, active: Mapping[str, Active]) -> None:
        self.config = config
        self.active = active
        self.problems: list[Problem] = []

    def read(self) -> None:
        entries = self.config.rules
        for name, entry in sorted(entries.items(), key=lambda item: item[0] not in GROUPS):
            members = [a for a in self.active.values() if name in (a.rule.group, a.rule.name)]
            if not members:
                known = (*self.active, *GROUPS)
                message, help = unknown_word("rule", name, known)
                help = help if suggestion(name, known) else "`kraokr rule --all` lists the rules"
                self._report(Finding(self._key("rules", name), message, help))
            for member in members:
                self._apply(member, name, entry)

    def _apply(self, active: Active, name: str, entry: Any) -> None:
        if isinstance(entry, str):
            active.severity = _SEVERITIES.get(entry)
            return
        if "severity" in entry:
            self._set_severity(active, name, entry["severity"])
        if "files" in entry:
            active.files = _spec(entry["files"])
        options = {key: value for key, value in entry.items() if key not in _OWN_KEYS}
        if options:
            self._set_options(active, name, options)

    def _set_severity(self, active: Active, name: str, word: Any) -> None:
        if word != "off" and word not in _SEVERITIES:
            message, help = unknown_word("severity", str(word), ("off", *_SEVERITIES))
            self._report(Finding(self.config.at("rules", name, "severity"), message, help))
            return
        active.severity = _SEVERITIES.get(word)

    def _set_options(self, active: Active, name: str, given: Mapping[str, Any]) -> None:
        known = [option.name for option in fields(active.rule.options)]
        for key in given.keys() - set(known):
            message, help = unknown_word("option", key, (*known, *_OWN_KEYS))
            self._report(Finding(self._key("rules", name, key), f"{message} of `{active.rule.name}`", help))
        values = {key: value for key, value in given.items() if key in known}
        try:
            active.options = _validated(active.rule.options, values)
        except ValueError as error:
            for option, reason in _option_errors(error):
                at = self.config.at("rules", name, option)
                self._report(
                    Finding(at, f"`{option}` of `{active.rule.name}`: {reason}", "correct the value")
                )

    def _key(self, *path: str) -> Location:
        span = self.config.document.keys[path]
        return Location(self.config.document.file, span)

    def _report(self, finding: Finding) -> None:
        self.problems.append(Problem("invalid-value", finding))


def _validated(options: type[Any], values: Mapping[str, Any]) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(options).validate_python(values)


def _option_errors(error: ValueError) -> Iterable[tuple[str, str]]:
    from pydantic import ValidationError

    assert isinstance(error, ValidationError)
    for found in error.errors(include_url=False):
        message = found["msg"]
        yield str(found["loc"][0]), f"{message[:1].lower()}{message[1:]}"


def _spec(globs: Any) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines([globs] if isinstance(globs, str) else [str(glob) for glob in globs])
