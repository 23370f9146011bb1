"""Times `kraokr review` for many people: loading, each step to a file, memory, the whole command; and peers.

    python benchmarks/review.py --people 500

Each person has a year of readings, two to four objectives and two reviews (see reviewfiles.py). The times of
steps are those of the processor, on one core. Memory is that of a process of its own for each format, which
makes all documents one after the other and keeps none.

Two peers make a file of the same kind from what kraokr has made, if they are installed in this environment:
WeasyPrint prints the HTML to PDF, `markdown` turns the Markdown into HTML. Beside them stands all that kraokr
does from the loaded workspace to the bytes of the file.
"""

from __future__ import annotations

import argparse
import compileall
import gc
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

import kraokr
from kraokr.documents import FORMATS, Templates, documents
from kraokr.model import Person
from kraokr.review import ReviewView, choose_period
from kraokr.review.kinds import document_view
from kraokr.scoring.scores import Scores
from kraokr.workspace import Workspace, open_workspace
from reviewfiles import write_reviews

T = TypeVar("T")
R = TypeVar("R")

_TODAY = date(2026, 7, 20)
_MOST = {"pdf": 300, "docx": 100}
"""So many documents of a slow format are timed at most."""
_OF_PEERS = 20
_EARLY = 100
_PEERS: Sequence[tuple[str, str, str, Callable[[Any, str], object]]] = (
    ("weasyprint", "html", "pdf", lambda peer, text: peer.HTML(string=text).write_pdf()),
    ("markdown", "md", "html", lambda peer, text: peer.markdown(text, extensions=["tables"])),
)
"""What a peer is called, what it reads and writes, and how."""


def main() -> None:
    """Print what each step takes, the memory of each format, and the time of the whole command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--people", type=int, default=500)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--memory", nargs=2, help=argparse.SUPPRESS)
    given = options.parse_args()
    gc.disable()  # as the command does
    if given.memory:
        report_memory(given.memory[0], Path(given.memory[1]))
        return
    compileall.compile_dir(kraokr.__path__[0], quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_reviews(root, given.people)
        report_steps(root)
        print("\nmemory of a process, MB")
        for format in FORMATS:
            subprocess.run([sys.executable, __file__, "--memory", format, folder], check=True)
        report_command(root, given.rounds)


def report_steps(root: Path) -> None:
    """Print the time of loading, of a view, of a file in each format, and what the peers take."""
    (loading,), (ws,) = timed(load, [root])
    print(f"{len(ws.people)} people in {len(ws.documents)} files, loaded in {loading:.2f} s")
    see, people = partial(view_of, ws, Scores(ws, _TODAY)), list(ws.people.values())
    (first,), _ = timed(see, people[:1])
    print(f"first view, for which every check-in is looked up: {first:.2f} s")
    times, views = timed(see, people)
    print("\none document, ms                median       p95")
    seen = told("view", times)
    templates = Templates()
    files, whole = {}, {}
    for format in FORMATS:
        make = partial(file_of, templates, format)
        make(views[0])  # what is imported and compiled once
        times, made = timed(make, views[: _MOST.get(format)])
        files[format] = [data.decode(errors="replace") for data in made[:_OF_PEERS]]
        whole[format] = seen + told(f"from the view to {format}", times)
    told("all four at once", timed(partial(all_of, templates), views[: _MOST["docx"]])[0])
    print(f"\nthe same kind of file, ms, median of {_OF_PEERS}")
    for name, source, format, convert in _PEERS:
        report_peer(name, partial(convert, peer_called(name)), files[source], format, whole[format])


def load(root: Path) -> Workspace:
    """The workspace below a folder."""
    return open_workspace([root], root).workspace


def view_of(ws: Workspace, scores: Scores, person: Person) -> ReviewView:
    """What a review shows of a person."""
    period, record = choose_period(ws, person, _TODAY, None)
    return document_view("review", ws, scores, person, period, record)


def file_of(templates: Templates, format: str, view: ReviewView) -> bytes:
    """The file of a review."""
    return next(documents(templates, "review", view, [format]))


def all_of(templates: Templates, view: ReviewView) -> list[bytes]:
    """The files of a review in all formats."""
    return list(documents(templates, "review", view, FORMATS))


def timed(work: Callable[[T], R], items: Iterable[T]) -> tuple[list[float], list[R]]:
    """The time of the processor for each item, and what became of it."""
    times, made = [], []
    for item in items:
        start = time.process_time()
        made.append(work(item))
        times.append(time.process_time() - start)
    return times, made


def told(name: str, times: Sequence[float]) -> float:
    """Print the median and the 95th percentile; the median comes back."""
    median = statistics.median(times)
    slow = sorted(times)[int(len(times) * 0.95)]
    print(f"  {name:<26}{median * 1000:>10.1f}{slow * 1000:>10.1f}")
    return median


def peer_called(name: str) -> Any:
    """The module of a peer; None if it is not installed."""
    return import_module(name) if find_spec(name) else None


def report_peer(name: str, convert: partial[object], texts: Sequence[str], format: str, ours: float) -> None:
    """Print the time of a peer beside ours, and how many times as long it takes."""
    if convert.args[0] is None:
        print(f"  {name}: not installed")
        return
    convert(texts[0])
    theirs = statistics.median(timed(convert, texts)[0])
    print(
        f"  {format}: kraokr {ours * 1000:.1f}, {name} {theirs * 1000:.1f}, "
        f"which is {theirs / ours:.1f} x as long"
    )


def report_memory(format: str, root: Path) -> None:
    """Print the memory of this process while it makes all documents in a format."""
    ws = load(root)
    scores, templates = Scores(ws, _TODAY), Templates()
    gc.freeze()  # as the command does for many people
    gc.enable()
    sizes = {"loaded": memory()}
    for count, person in enumerate(ws.people.values(), 1):
        file_of(templates, format, view_of(ws, scores, person))
        if count == _EARLY:
            sizes[f"after {count}"] = memory()
    sizes[f"after {len(ws.people)}"] = memory()
    print(f"  {format:<6}" + ", ".join(f"{when} {size:.0f}" for when, size in sizes.items()), flush=True)


def memory() -> float:
    """The megabytes of memory that this process occupies, where Linux tells them."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def report_command(root: Path, rounds: int) -> None:
    """Print the time by the clock of the whole command, on one core and on two."""
    command = [sys.executable, "-m", "kraokr", "review", "people/", "-o", "out/", "-f", "html"]
    cores = sorted(os.sched_getaffinity(0))
    print(f"\n`kraokr review people/ -o out/ -f html`, median of {rounds} rounds")
    times: dict[int, list[float]] = {count: [] for count in (1, 2) if count <= len(cores)}
    for _ in range(rounds):
        for count, spent in times.items():
            shutil.rmtree(root / "out", ignore_errors=True)
            start = time.perf_counter()
            bound = partial(os.sched_setaffinity, 0, cores[:count])
            subprocess.run(command, cwd=root, preexec_fn=bound, capture_output=True, check=True)
            spent.append(time.perf_counter() - start)
    for count, spent in times.items():
        print(f"  {count} {'process' if count == 1 else 'processes'}: {statistics.median(spent):.2f} s")


if __name__ == "__main__":
    main()
