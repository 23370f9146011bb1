"""Which rules run, how grave they are and with which options: profile, then config, then command line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from kraokr.errors import KraokrError
from kraokr.lint.context import RuleOptions
from kraokr.lint.options import option_names, read_options
from kraokr.lint.rule import GROUPS, Rule
from kraokr.model import Config
from kraokr.model.messages import shown, suggestion, unknown_word
from kraokr.source.diagnostic import Finding, Location, Problem, Severity
from kraokr.workspace.globs import spec

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_PROFILES = {"basic": 0, "recommended": 1, "strict": 2}
_SEVERITIES = {str(severity): severity for severity in Severity}
_OWN_KEYS = ("severity", "files")
_EXPECTED = {
    "int": "a whole number",
    "decimal": "a number",
    "bool": "true or false",
    "tuple": "a list",
    "string": "text",
    "greater_than_equal": "{ge} or more",
    "greater_than": "more than {gt}",
    "less_than_equal": "{le} or less",
    "less_than": "less than {lt}",
}
"""What an option has to be, by the beginning of the type of pydantic's error."""
_NEEDS: Mapping[str, tuple[str, ...]] = {
    "kra": ("kra",),
    "kpi": ("kra",),
    "okr": ("okr",),
    "alignment": ("kra", "okr"),
}


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


class Settings:
    """The rules by name, as they are in most files, and what is wrong with what the config says of them."""

    def __init__(
        self,
        active: Mapping[str, Active],
        problems: Sequence[Problem] = (),
        special: Mapping[str, GitIgnoreSpec] | None = None,
        settle_for: Callable[[tuple[str, ...]], Settings] | None = None,
    ) -> None:
        self.active = active
        self.problems = problems
        self._special = special or {}
        self._settle_for = settle_for

    def variants(self) -> list[Settings]:
        """These settings, and those for each pattern of `per_file`."""
        special = [self._settle_for((glob,)) for glob in self._special] if self._settle_for else []
        return [self, *special]

    def at(self, path: PurePosixPath) -> Settings:
        """The settings for a file: these, or others where `per_file` has something to say of it."""
        if not self._special or self._settle_for is None:
            return self
        globs = tuple(glob for glob, spec in self._special.items() if spec.match_file(str(path)))
        return self._settle_for(globs) if globs else self


def settle(
    rules: Sequence[Rule[Any, Any]], config: Config, select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> Settings:
    """The rules as profile, config and command line (`select`, `ignore`: rules or groups) want them.

    Raises:
        KraokrError: `select` or `ignore` names no rule.
    """
    chosen, left_out = tuple(select), tuple(ignore)

    @cache
    def settle_for(globs: tuple[str, ...]) -> Settings:
        active = {rule.name: Active(rule, _by_profile(rule, config), rule.options()) for rule in rules}
        reader = _Reader(config, active)
        reader.read(config.rules, "rules")
        for glob in globs:
            reader.read(config.per_file[glob], "per_file", glob)
        _narrow(active, chosen, left_out)
        return Settings(active, reader.problems)

    usual = settle_for(())
    if not config.per_file:
        return usual
    special = {glob: spec([glob]) for glob in config.per_file}
    return Settings(usual.active, settle_for(tuple(special)).problems, special, settle_for)


def _by_profile(rule: Rule[Any, Any], config: Config) -> Severity | None:
    if _PROFILES[rule.profile] > _PROFILES[config.profile] or not _in_frameworks(rule, config):
        return None
    graver = config.profile == "strict" and rule.tier == "core" and rule.severity is Severity.WARNING
    return Severity.ERROR if graver else rule.severity


def _in_frameworks(rule: Rule[Any, Any], config: Config) -> bool:
    needs = _NEEDS.get(rule.group, ())
    return all(framework in config.frameworks for framework in needs)


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
    """Applies what the config says of rules, groups before single rules, and reports what it cannot apply."""

    def __init__(self, config: Config, active: Mapping[str, Active]) -> None:
        self.config = config
        self.active = active
        self.place: tuple[str, ...] = ()
        self.problems: list[Problem] = []

    def read(self, entries: Mapping[str, Any], *place: str) -> None:
        """Apply the entries that stand at a place of the config."""
        self.place = place
        for name, entry in sorted(entries.items(), key=lambda item: item[0] not in GROUPS):
            members = [a for a in self.active.values() if name in (a.rule.group, a.rule.name)]
            if members:
                self._apply(members, name, {"severity": entry} if isinstance(entry, str) else entry)
            else:
                known = (*self.active, *GROUPS)
                message, help = unknown_word("rule", name, known)
                help = help if suggestion(name, known) else "`kraokr rule --all` lists the rules"
                self._report(self._key(name), message, help)

    def _apply(self, members: Sequence[Active], name: str, entry: Mapping[str, Any]) -> None:
        options = {key: value for key, value in entry.items() if key not in _OWN_KEYS}
        known = () if name in GROUPS else option_names(members[0].rule.options)
        for key in options:
            if key not in known:
                message, help = unknown_word("option", key, (*known, *_OWN_KEYS))
                self._report(self._key(name, key), f"{message} of `{name}`", help)
        if "severity" in entry:
            self._set_severity(members, name, entry["severity"])
        if "files" in entry:
            self._set_files(members, name, entry["files"])
        if known:
            self._set_options(members[0], name, options)

    def _set_severity(self, members: Sequence[Active], name: str, word: Any) -> None:
        if isinstance(word, str) and word in ("off", *_SEVERITIES):
            for member in members:
                member.severity = _SEVERITIES.get(word)
        else:
            message, help = unknown_word("severity", str(word), ("off", *_SEVERITIES))
            self._report(self.config.at(*self.place, name, "severity"), message, help)

    def _set_files(self, members: Sequence[Active], name: str, globs: Any) -> None:
        listed = [globs] if isinstance(globs, str) else globs
        if isinstance(listed, list) and all(isinstance(glob, str) for glob in listed):
            for member in members:
                member.files = spec(listed)
        else:
            message = f"`files` of `{name}` is {shown(globs)}, but a glob or a list of globs is expected"
            self._report(
                self.config.at(*self.place, name, "files"), message, 'write globs, such as ["roles/*"]'
            )

    def _set_options(self, active: Active, name: str, given: Mapping[str, Any]) -> None:
        own = {name: given[name] for name in option_names(active.rule.options) if name in given}
        if own:
            active.options, reasons = _validated(active.options, own)
            for option, reason in reasons.items():
                message = f"`{option}` of `{active.rule.name}` is {shown(given[option])}, but {reason}"
                self._report(self.config.at(*self.place, name, option), message, "correct the value")

    def _key(self, *path: str) -> Location:
        span = self.config.document.keys[(*self.place, *path)]
        return Location(self.config.document.file, span)

    def _report(self, at: Location, message: str, help: str) -> None:
        self.problems.append(Problem("invalid-value", Finding(at, message, help)))


def _expected(error: Mapping[str, Any]) -> str:
    kind = next((start for start in _EXPECTED if error["type"].startswith(start)), None)
    if kind is None:
        return f"{error['msg'][:1].lower()}{error['msg'][1:]}"
    inside = " in it" if len(error["loc"]) > 1 else ""
    return f"{_EXPECTED[kind].format(**error.get('ctx', {}))} is expected{inside}"


def _validated(options: RuleOptions, given: Mapping[str, Any]) -> tuple[RuleOptions, Mapping[str, str]]:
    """The options with those given in their place, and why some of these cannot be taken."""
    from pydantic import ValidationError

    try:
        return read_options(options.__class__, {**vars(options), **given}), {}
    except ValidationError as error:
        found = error.errors(include_url=False)
    reasons = {str((*one["loc"], *given)[0]): _expected(one) for one in found}
    right = {name: value for name, value in given.items() if name not in reasons}
    return _validated(options, right)[0], reasons
