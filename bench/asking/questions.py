"""The questions of the benchmark, in many wordings, so that no answer comes from a cache.

They are chosen from the register by how many meetings they find; databases made from the same
seed give the same questions in the same order.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from meetings.tokens import tokens

VARIANTS = 30
ACTOR, PERSON, TOPIC = 1, 2, 3


@dataclass(frozen=True)
class Asked:
    """One wording of a question, for any peer: the criteria that meetings must meet."""

    countries: tuple[str, ...] = ()
    topic: str = ""
    years: tuple[int, int] | None = None
    word: str = ""
    page: int = 1


@dataclass(frozen=True)
class Question:
    """A question about lists; targets in milliseconds are those for a million meetings."""

    name: str
    wordings: Sequence[Asked]
    median: float
    p95: float | None = None
    for_peer: bool = True


@dataclass(frozen=True)
class PageQuestion:
    """Pages of one kind, by path; no page may take more than 300 ms.

    ``counts``: whether they count meetings, and so need the index.
    """

    name: str
    paths: Sequence[str]
    median: float = 300
    counts: bool = True


@dataclass
class Register:
    """The keys used in the questions, the most frequent first."""

    countries: list[str]
    topics: list[str]
    people: list[str]
    summits: list[str]
    permalinks: list[str]
    words: dict[int, list[str]] = field(default_factory=dict)


def read_register(path: str) -> Register:
    """Read a register in SQLite."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        meetings = connection.execute("SELECT count(*) FROM meetings_record").fetchone()[0]
        return Register(
            countries=_frequent(connection, ACTOR, "json_extract(card, '$.kind') = 'state'"),
            topics=_frequent(connection, TOPIC),
            people=_frequent(connection, PERSON),
            summits=_summits(connection),
            permalinks=_permalinks(connection, meetings),
            words={
                number: _words(connection, number * meetings // 1_000_000)
                for number in (1_000, 50_000)
            },
        )
    finally:
        connection.close()


def _frequent(connection: sqlite3.Connection, role: int, condition: str = "1") -> list[str]:
    rows = connection.execute(
        f"""
        SELECT key FROM meetings_entry JOIN (
            SELECT entry_id, count(*) AS number FROM meetings_recordlink
            WHERE role = ? GROUP BY entry_id
        ) ON entry_id = id WHERE {condition} ORDER BY number DESC, key LIMIT 400
        """,  # noqa: S608 - the condition is a constant of this module
        [role],
    )
    return [key for (key,) in rows]


def _summits(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute(
        "SELECT key FROM meetings_entry WHERE kind = 'summit' AND id IN "
        "(SELECT summit_id FROM meetings_record) ORDER BY key"
    )
    return [key for (key,) in rows]


def _permalinks(connection: sqlite3.Connection, meetings: int) -> list[str]:
    step = max(1, meetings // 500)
    rows = connection.execute(
        "SELECT public_id, slug FROM meetings_record WHERE id % ? = 1 AND state = 'published'"
        " ORDER BY id",
        [step],
    )
    return [f"/meetings/{public_id}/{slug}/" for public_id, slug in rows]


def _words(connection: sqlite3.Connection, number: int) -> list[str]:
    """Return words that about ``number`` meetings have, and that are equal to their stem."""
    connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary "
        "USING fts5vocab(main, meetings_recordtext_fts, row)"
    )
    rows = connection.execute(
        "SELECT term FROM vocabulary WHERE doc BETWEEN ? AND ? ORDER BY abs(doc - ?), term LIMIT ?",
        [number * 0.8, number * 1.25, number, 4 * VARIANTS],
    )
    return [term for (term,) in rows if tokens(term) == [term]][:VARIANTS]


def list_questions(register: Register) -> list[Question]:
    """Return the questions about lists, with the targets that they have to meet."""
    countries, topics = register.countries, register.topics
    pairs = list(combinations(countries[:9], 2))[:VARIANTS]
    third = countries[0]
    return [
        Question("all meetings", [Asked()], 40),
        Question("one country", [Asked((code,)) for code in countries[1 : VARIANTS + 1]], 60, 120),
        Question("two countries", [Asked(pair) for pair in pairs], 60, 120),
        Question(
            "country, topic, years",
            [
                Asked((code,), topic, (1990 + place, 2009 + place))
                for place, (code, topic) in enumerate(product(countries[1:7], topics[:5]))
            ],
            60,
            120,
        ),
        Question("a third of all", [Asked((third,))], 60, 120),
        Question("a word of 1,000", [Asked(word=word) for word in register.words[1_000]], 80),
        Question("a word of 50,000", [Asked(word=word) for word in register.words[50_000]], 250),
        Question("page 200 of all", [Asked(page=200)], 80, for_peer=False),
        Question("page 200 of a third", [Asked((third,), page=200)], 120, for_peer=False),
    ]


def page_questions(register: Register) -> list[PageQuestion]:
    """Return the questions for single pages."""
    return [
        PageQuestion("permalink", register.permalinks, 10, counts=False),
        PageQuestion("home", ["/"]),
        PageQuestion("country", _pages("countries", register.countries)),
        PageQuestion("most frequent country", _pages("countries", register.countries[:1])),
        PageQuestion("person", _pages("people", register.people)),
        PageQuestion("most frequent person", _pages("people", register.people[:1])),
        PageQuestion("summit", _pages("summits", register.summits)),
        PageQuestion("topic", _pages("topics", register.topics)),
        PageQuestion("most frequent topic", _pages("topics", register.topics[:1])),
        PageQuestion("index of people", ["/people/"], counts=False),
    ]


def _pages(folder: str, keys: Sequence[str]) -> list[str]:
    # Both frequent and rare keys.
    step = max(1, len(keys) // VARIANTS)
    return [f"/{folder}/{key}/" for key in keys[::step]]
