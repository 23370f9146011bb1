"""Own templates: what they override, what they see, what goes wrong in them, and where they end."""

from __future__ import annotations

import re
import tracemalloc
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from kraokr.documents.templating import budget
from kraokr.documents.templating.budget import STEPS
from kraokr.documents.templating.environment import Templates, own_folder
from kraokr.documents.templating.own import ENDING, our_names, ours
from kraokr.errors import KraokrError
from kraokr.review import ReviewView, build_review, choose_period
from kraokr.review.view import RatingStepView
from kraokr.scoring.scores import Scores
from kraokr.workspace import open_workspace

ROOT = Path(__file__).parents[2]
RATING = RatingStepView("3", "Meets")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The own folder of a workspace in which the user is."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "templates"
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def alice() -> ReviewView:
    ws = open_workspace([ROOT / "examples/acme"], ROOT / "examples/acme").workspace
    today, person = ws.config.as_of or date(2026, 7, 20), ws.people["alice"]
    return build_review(ws, Scores(ws, today), person, *choose_period(ws, person, today, None))


def put(own: Path, text: str, name: str = "own") -> None:
    (own / f"{name}.html.jinja").write_text(text, encoding="utf-8")


def rendered(own: Path, text: str) -> str:
    put(own, text)
    return Templates(own).html("own", rating=RATING, on=date(2026, 3, 9))


def fault(own: Path, text: str) -> tuple[str, str | None]:
    """What is said of a template: message and help."""
    with pytest.raises(KraokrError) as caught:
        rendered(own, text)
    return caught.value.message, caught.value.help


def test_without_own_templates_ours_are_used(alice: ReviewView, tmp_path: Path) -> None:
    page = Templates().html("review", review=alice)
    assert f"<h1>Performance review: {alice.person}</h1>" in page
    assert Templates(tmp_path / "not-there").html("review", review=alice) == page


def test_an_own_template_overrides_one_block_of_ours(own: Path, alice: ReviewView) -> None:
    start = '{% extends "kraokr/review.html.jinja" %}'
    put(own, start + "{% block summary %}<p>Mine</p>{{ super() }}{% endblock %}", "review")
    ours_alone, page = (Templates(folder).html("review", review=alice) for folder in (None, own))
    assert "<p>Mine</p>" in page
    assert page.replace("<p>Mine</p>", "") == ours_alone


def test_ours_use_an_own_page(own: Path, alice: ReviewView) -> None:
    put(own, '{% extends "kraokr/page.html.jinja" %}{% block footer %}Strictly ours{% endblock %}', "page")
    assert "Strictly ours" in Templates(own).html("review", review=alice)


def test_the_examples_of_the_docs_render(own: Path, alice: ReviewView) -> None:
    page = (ROOT / "docs/templates.md").read_text(encoding="utf-8")
    examples = re.findall(r'```jinja title="templates/(\S+)\.html\.jinja"\n(.*?)```', page, re.DOTALL)
    assert [name for name, _ in examples] == ["review", "page"]
    for name, text in examples:
        put(own, text, name)
    made = Templates(own).html("review", review=alice)
    assert f"reports to <strong>{alice.manager}</strong>" in made
    assert "--accent: #7a1fa2" in made


def test_a_text_of_typst_may_be_ones_own(own: Path) -> None:
    assert Templates(own).typst() == ours("document.typ")
    (own / "document.typ").write_text("= Mine", encoding="utf-8")
    assert Templates(own).typst() == b"= Mine"


def test_fonts_lie_beside_the_templates(own: Path) -> None:
    assert Templates().fonts is None
    assert Templates(own).fonts is None
    (own / "Own.TTF").write_bytes(b"")
    assert Templates(own).fonts == own


def test_names_of_people_are_escaped(own: Path) -> None:
    text = "{{ '<b>' }}{{ '<b>'|safe }}{{ '<' ~ '<b>'|safe }}{{ '<'|replace('<', '>') }}"
    assert rendered(own, text) == "&lt;b&gt;<b>&lt;<b>&gt;"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("{{ rating.value|upper }} {{ [1, 2]|join('-') }}", "3 1-2"),
        ("{{ 'a' ~ none ~ 1 }}[{{ none }}]", "a1[]"),
        ("{% for x in [3, 4] %}{{ loop.index }}{{ loop.cycle('a', 'b') }}{% endfor %}", "1a2b"),
        ("{% for x in [] %}{% else %}nothing{% endfor %}", "nothing"),
        ("{{ {'a': 1}.items()|list|length }}{{ 'a b'.split()|first }}", "1a"),
        ("{{ rating is defined }}{{ foo is defined }}{{ foo|default('d') }}", "TrueFalsed"),
        ("{{ [rating]|map(attribute='label')|join }}", "Meets"),
        ("{% macro m(x) %}<{{ x }}>{{ caller() }}{% endmacro %}{% call m(1) %}2{% endcall %}", "<1>2"),
        (
            "{% set n = namespace(x=1) %}{% for i in range(3) %}{% set n.x = n.x * 2 %}{% endfor %}{{ n.x }}",
            "8",
        ),
        ("{{ on|day }}, {{ on.strftime('%d.%m.%Y') }}, {{ on.year }}", "9 March 2026, 09.03.2026, 2026"),
        ("{{ 'abc'[1:] }}{{ 3 < 4 }}{{ 'b' in 'abc' }}{{ 'aXa'|replace('a', 'bc', 1) }}", "bcTrueTruebcXa"),
        ("{% for x in [1, [2, 3]] recursive %}{{ loop(x) if x is iterable else x }}{% endfor %}", "123"),
    ],
)
def test_what_templates_may_do(own: Path, text: str, made: str) -> None:
    assert rendered(own, text) == made


@pytest.mark.parametrize(
    ("text", "message", "help"),
    [
        ("a\n{{ rating.valeu }}", ":2: `rating` has no `valeu`", "did you mean `value`?"),
        ("{{ ratin.value }}", ":1: there is no `ratin` here", "did you mean `rating`?"),
        ("{% set kra = 1 %}\n\n{{ kar }}", ":3: there is no `kar` here", "did you mean `kra`?"),
        ("{{ [1][4] }}", ":1: there is no entry 4 here", "see how many there are with `|length`"),
        ("{{ {'ab': 1}.abc }}", ":1: `dict` has no `abc`", "did you mean `ab`?"),
        ("{{ 1|percnt }}", ":1: there is no filter `percnt` here", "did you mean `percent`?"),
        (
            "{% if 1 %}{{ 1|percnt }}{% endif %}",
            ":1: there is no filter `percnt` here",
            "did you mean `percent`?",
        ),
        ("{{ 1 is definde }}", ":1: there is no test `definde` here", "did you mean `defined`?"),
        ("\n{% if %}", ":2: expected an expression, got 'end of statement block'", None),
        ("\n\n{{ 1 / 0 }}", ":3: division by zero", None),
        ("{{ 1 + 'a' }}", ":1: unsupported operand type(s) for +: 'int' and 'str'", None),
        ("{{ [1, 2] }}", ":1: this is a list, which cannot be printed", "loop over it, or use `|join`"),
        (
            "{{ rating }}",
            ":1: this is a RatingStepView, which cannot be printed",
            "print one of its fields",
        ),
        (
            '{% include "reviw.html.jinja" %}',
            ":1: there is no template `reviw.html.jinja`",
            "did you mean `review.html.jinja`?",
        ),
        (
            '{% import "parts.html.jinja" as parts %}\n{{ parts.blnk(1) }}',
            ":2: `parts` has no `blnk`",
            "did you mean `blank`?",
        ),
        (
            '{% import "parts.html.jinja" as parts %}\n{{ parts.blank() }}',
            ":2: parameter 'label' was not provided",
            None,
        ),
    ],
)
def test_says_where_and_what_is_wrong(own: Path, text: str, message: str, help: str | None) -> None:
    assert fault(own, text) == (f"templates/own.html.jinja{message}", help)


def test_says_where_from_where_the_user_is(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (own.parent / "okrs").mkdir()
    monkeypatch.chdir(own.parent / "okrs")
    assert fault(own, "{{ foo }}")[0] == "../templates/own.html.jinja:1: there is no `foo` here"


def test_a_kind_without_a_template_is_named(own: Path) -> None:
    with pytest.raises(KraokrError, match=r"\Athere is no template `reviw.html.jinja`\Z") as caught:
        Templates(own).html("reviw")
    assert caught.value.help == "did you mean `review.html.jinja`?"


@pytest.mark.parametrize(
    "text",
    [
        '{% extends "own.html.jinja" %}',
        '{% include "own.html.jinja" %}',
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% block a %}{{ self.a() }}{% endblock %}",
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
        "{{ 1" + "|abs" * 5000 + " }}",
        "{% if 1 %}" * 200 + "{% endif %}" * 200,
        "{% for a in [1] %}" * 30 + "{% endfor %}" * 30,
    ],
)
def test_what_has_no_end_or_is_too_deep_is_an_error(own: Path, text: str) -> None:
    message, help = fault(own, text)
    assert message.startswith("templates/own.html.jinja")
    assert "nested too deep" in message
    assert help


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ rating.__class__ }}",
        "{{ rating['__class__'] }}",
        "{{ rating.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ lipsum.__globals__ }}",
        "{{ range.__self__ }}",
        "{{ rating|attr('__class__') }}",
        "{{ [rating]|map(attribute='__class__')|join }}",
        "{{ self._TemplateReference__context }}",
        "{% macro m() %}{% endmacro %}{{ m._environment }}",
        "{{ '{0.__class__}'.format(rating) }}",
        "{{ '{a.__class__}'.format_map({'a': rating}) }}",
        "{{ '%s' % rating }}",
        "{{ on.today() }}",
        "{{ [1].append(2) }}",
        "{{ rating.value() }}",
        '{% include "/etc/passwd" %}',
        '{% include "../kraokr.yaml" %}',
        '{% include "kraokr/../../environment.py" %}',
        "{% include 'link.html.jinja' %}",
    ],
)
def test_sees_nothing_else(own: Path, text: str) -> None:
    (own.parent / "kraokr.yaml").write_text("secret", encoding="utf-8")
    (own / "link.html.jinja").symlink_to("../kraokr.yaml")
    assert fault(own, text)[0].startswith("templates/")


GROWING = "{% set n = namespace(x='ab', l=['ab']) %}{% for i in range(99) %}"
LONG = "{% for a in range(100000) %}"


@pytest.fixture
def _few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tenth of the steps, for tests that take all of them."""
    monkeypatch.setattr(budget, "STEPS", STEPS // 10)


GROWS = (
    GROWING + "{% set n.x = n.x ~ n.x %}{% endfor %}",
    GROWING + "{% set n.x = n.x + n.x %}{% endfor %}",
    GROWING + "{% set n.x = n.x * 2 %}{% endfor %}",
    GROWING + "{% set n.x = [n.x, n.x]|join %}{% endfor %}",
    GROWING + "{% set n.x = n.x|replace('a', n.x) %}{% endfor %}",
    GROWING + "{% set y %}{{ n.x }}{{ n.x }}{% endset %}{% set n.x = y %}{% endfor %}",
    GROWING + "{% set n.l = n.l + n.l %}{% endfor %}",
    GROWING + "{% set n.l = (n.l, n.l) %}{% endfor %}{{ n.l|string }}",
    GROWING + "{% set n.l = (n.l, n.l) %}{% endfor %}{{ n.l == [] }}",
    GROWING + "{% set n.l = (n.l, n.l) %}{% endfor %}{{ {n.l: 1}|length }}",
    GROWING + "{% set n.l = (n.l, n.l) %}{% endfor %}{{ {}[n.l] }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 1000000000 * 'a' }}",
    "{{ ([1] * 1000000000)|length }}",
    "{{ 999999 ** 999999 }}",
    GROWING.replace("'ab',", "3,") + "{% set n.x = n.x * n.x %}{% endfor %}",
    "{{ '%999999999d' % 1 }}",
    "{{ '{:999999999}'.format(1) }}",
    "{{ 'a'.ljust(999999999) }}",
    "{{ 'a'|center(999999999) }}",
    "{{ 'a'|indent(999999999) }}",
    "{{ (['a' * 9000000] * 900)|join }}",
    "{% set s = 'a' * 1000000 %}{% for i in range(100) %}{{ s }}{% endfor %}",
)
RUNS_ON = (
    "{% for a in range(100001) %}{% endfor %}",
    LONG + LONG + "{% endfor %}{% endfor %}",
    LONG + "{{ range(100000)|list|length }}{% endfor %}",
    LONG + "{{ 'a' in 'b' * 9000000 }}{% endfor %}",
    "{% set s = 'b' * 9000000 %}" + LONG + "{% if s[1:] %}{% endif %}{% endfor %}",
    "{% set s = 'b' * 90000 %}" + LONG + "{{ s|max }}{% endfor %}",
    "{% set s = 'b' * 90000 %}" + LONG + "{% for x in s if not x %}{% endfor %}{% endfor %}",
    LONG + "{% if a %}{% endif %}" * 2000 + "{% endfor %}",
    "{% macro m(a) %}" + "{% if a %}{% endif %}" * 2000 + "{% endmacro %}" + LONG + "{{ m(a) }}{% endfor %}",
    LONG.replace(" %}", " recursive %}") + "{{ loop(range(100000)) }}{% endfor %}",
    "{% macro m(a) %}{% if a %}{{ m(a - 1) }}{{ m(a - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
)


@pytest.mark.usefixtures("_few_steps")
@pytest.mark.parametrize("text", GROWS)
def test_stays_small_whatever_a_template_makes(own: Path, text: str) -> None:
    tracemalloc.start()
    try:
        assert fault(own, text)[0].startswith("templates/own.html.jinja:")
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.usefixtures("_few_steps")
@pytest.mark.parametrize("text", RUNS_ON)
def test_ends_whatever_a_template_repeats(own: Path, text: str) -> None:
    assert fault(own, text)[0].startswith("templates/own.html.jinja:")


def test_says_that_there_were_too_many_steps_or_letters(own: Path) -> None:
    help = "look for a loop or a macro that repeats more than it should"
    steps = f"templates/own.html.jinja:1: this document takes more than {STEPS:,} steps"
    assert fault(own, LONG + LONG + "{% endfor %}{% endfor %}") == (steps, help)
    letters = "templates/own.html.jinja:1: this makes a text of more than 10,000,000 characters"
    assert fault(own, "{{ 'a' * 10000001 }}") == (letters, help)


def test_each_document_may_take_all_steps(own: Path) -> None:
    put(own, "{% for a in range(90000) %}{% for b in [1, 2] %}{% endfor %}{% endfor %}")
    templates = Templates(own)
    assert {templates.html("own") for _ in range(5)} == {""}


def test_ours_take_few_of_the_steps_and_always_the_same(alice: ReviewView) -> None:
    templates, taken = Templates(), []
    for _ in range(3):
        templates.html("review", review=alice)
        taken.append(STEPS - templates._sandbox.budget.left)
    assert 5_000 < taken[1] == taken[2] < taken[0] < STEPS / 100  # the first one also compiles


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xff\xfe", "templates/own.html.jinja is not written in UTF-8"),
        (b" " * 1_000_001, "templates/own.html.jinja is no file of at most 1 MB"),
    ],
)
def test_an_own_template_that_cannot_be_read(own: Path, data: bytes, message: str) -> None:
    (own / "own.html.jinja").write_bytes(data)
    with pytest.raises(KraokrError) as caught:
        Templates(own).html("own")
    assert caught.value.message == message


def test_a_folder_is_no_template(own: Path) -> None:
    (own / "own.html.jinja").mkdir()
    with pytest.raises(KraokrError, match=r"own.html.jinja (is no file|cannot be read)"):
        Templates(own).html("own")


def test_a_byte_order_mark_is_not_shown(own: Path) -> None:
    (own / "own.html.jinja").write_bytes(b"\xef\xbb\xbfmine")
    assert Templates(own).html("own") == "mine"


def test_the_own_folder_is_named_or_usual(tmp_path: Path) -> None:
    assert own_folder(tmp_path, None) == tmp_path / "templates"
    (tmp_path / "hr").mkdir()
    assert own_folder(tmp_path, "hr") == tmp_path / "hr"
    with pytest.raises(KraokrError, match=r"kraokr.yaml has `templates: h`, which is no folder"):
        own_folder(tmp_path, "h")
    for outside in ("..", "/etc"):
        with pytest.raises(KraokrError, match="lies outside the workspace"):
            own_folder(tmp_path, outside)


def test_every_view_a_template_sees_is_in_the_docs() -> None:
    page = (ROOT / "docs/templates.md").read_text(encoding="utf-8")
    section = page.partition("### ReviewView\n")[2].partition("\n### ")[0]
    told = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
    assert told == [*(field.name for field in fields(ReviewView)), "areas"]
    assert all(f"`{name}`" in page for name in our_names() if name.endswith(ENDING))
