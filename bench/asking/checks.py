"""Checks before the measurement: all databases and the peer give the same counts."""

from collections.abc import Mapping, Sequence

from . import peer, targets
from .questions import Question

# Facet of Sidelines -> column of the peer. Years and occurrence are not compared: Sidelines counts
# a meeting in each year in which it may have taken place, and its count of an occurrence is the
# number that choosing the value would find.
FACETS = {
    "country": "countries", "organisation": "organisations", "person": "people",
    "topic": "topics", "publisher": "publishers", "summit": "summit", "series": "series",
    "host": "host", "level": "level", "sides": "sides", "channel": "channel",
    "setting": "setting", "accounts": "accounts",
}  # fmt: skip

WORDINGS = 8


class Disagreement(Exception):
    """Two answers to one question differ; the text says how."""


def check_numbers(
    questions: Sequence[Question], bases: Mapping[str, str], peer_base: str | None
) -> dict[str, int]:
    """Return how many meetings the first wording of each question finds.

    Raises Disagreement where two databases, or a database and the peer, differ in a wording.
    """
    numbers = {}
    for question in questions:
        for place, asked in enumerate(question.wordings[:WORDINGS]):
            numbers_by_peer = {name: targets.number(base, asked) for name, base in bases.items()}
            if peer_base and question.for_peer:
                numbers_by_peer["Datasette"] = peer.number(peer_base, asked)
            if len(set(numbers_by_peer.values())) > 1:
                raise Disagreement(f"{question.name}, {asked}: {numbers_by_peer}")
            if place == 0:
                numbers[question.name] = next(iter(numbers_by_peer.values()))
    return numbers


def check_facets(questions: Sequence[Question], bases: Mapping[str, str], peer_base: str) -> None:
    """Raise Disagreement where the facets of a question's last wording differ."""
    for question in questions:
        if not question.for_peer:
            continue
        asked = question.wordings[-1]
        theirs = peer.facet_counts(peer_base, asked)
        for name, base in bases.items():
            ours = targets.facet_counts(base, asked)
            for facet, column in FACETS.items():
                _compare(f"{name}, {asked}, {facet}", ours.get(facet, {}), theirs[column])


def _highest(counts: Mapping[str, int]) -> list[int]:
    # Each may have left out other values with the same count.
    return sorted(counts.values(), reverse=True)[: peer.FACET_SIZE]


def _compare(where: str, ours: Mapping[str, int], theirs: Mapping[str, int]) -> None:
    different = any(ours[key] != theirs[key] for key in ours.keys() & theirs.keys())
    if different or _highest(ours) != _highest(theirs):
        raise Disagreement(f"{where}: {ours} and {theirs}")
