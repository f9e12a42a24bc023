"""What is counted of a run through modules, on a small tree of its own."""

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.db import connection, transaction

from tools.trace import Trace, details, figures, package_of

HOME = '''
from .search import answer


def page(outside):
    """Say three words, one of them through a library."""
    return [word for word in answer.words()] + outside(lambda: answer.word("last"))
'''
ANSWER = """
def words():
    yield word("first")
    yield word("second")


def word(text):
    return text.title()
"""


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., list[str]]]:
    """Return a function of a tree whose package has another name than that of the app."""
    folder = tmp_path / "diplomacy_traced" / "meetings"
    (folder / "search").mkdir(parents=True)
    (folder / "home.py").write_text(HOME)
    (folder / "search" / "answer.py").write_text(ANSWER)
    monkeypatch.syspath_prepend(tmp_path)
    yield import_module("diplomacy_traced.meetings.home").page
    for name in [name for name in sys.modules if name.startswith("diplomacy_traced")]:
        del sys.modules[name]


def outside(function: Callable[[], str]) -> list[str]:
    return [function()]


def test_calls_are_counted_and_their_packages(
    page: Callable[..., list[str]], tmp_path: Path
) -> None:
    trace = Trace(tmp_path / "diplomacy_traced")
    with trace.on():
        assert page(outside) == ["First", "Second", "Last"]
    assert trace.modules == {"meetings.home", "meetings.search.answer"}
    # page, the lambda in it, words, word
    assert sorted(name for _, name, _ in trace.functions) == [
        "page",
        "page.<locals>.<lambda>",
        "word",
        "words",
    ]
    # page and the lambda, three words, and the generator that begins and goes on twice
    assert (trace.calls, trace.depth) == (8, 3)
    assert trace.edges == {("meetings.home", "meetings.search.answer")}
    # into the generator and back three times, into word and back, after the way in
    assert trace.changes == {
        ("", "meetings.home"): 1,
        ("meetings.home", "meetings.search"): 4,
        ("meetings.search", "meetings.home"): 4,
    }


def test_nothing_is_counted_after_the_block_or_elsewhere(
    page: Callable[..., list[str]], tmp_path: Path
) -> None:
    trace, elsewhere = Trace(tmp_path / "diplomacy_traced"), Trace(tmp_path / "another")
    with trace.on():
        pass
    page(outside)
    with elsewhere.on():
        page(outside)
    assert (trace.calls, elsewhere.calls) == (0, 0)


@pytest.mark.django_db
def test_queries_are_counted_without_their_transactions(tmp_path: Path) -> None:
    trace = Trace(tmp_path)
    with trace.on(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    assert trace.queries == 1


def test_the_package_of_a_module_in_the_root_is_the_module() -> None:
    assert package_of("meetings.search.by_index.rows") == "meetings.search"
    assert package_of("meetings.text") == "meetings.text"


def test_figures_stand_beside_their_bounds(page: Callable[..., list[str]], tmp_path: Path) -> None:
    trace = Trace(tmp_path / "diplomacy_traced")
    with trace.on():
        page(outside)
    assert figures({"list, index": trace})["list, index"] == {
        "modules": "2",
        "functions": "4",
        "calls": "8",
        "depth": "3",
        "edges": "1",
        "changes": "9",
        "queries": "0",
        "at most": "32 modules, 150 changes",
    }
    assert details(trace).splitlines() == [
        "meetings.home",
        "meetings.search.answer",
        "     4 meetings.home → meetings.search",
        "     4 meetings.search → meetings.home",
        "     1 (outside) → meetings.home",
    ]
