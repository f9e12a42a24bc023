"""Random queries over random texts find what a naive search through the words finds."""

from collections.abc import Iterable
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from meetings.models import Record, RecordText
from meetings.search.text.matching import by_relevance, condition, matching_ids, relevance
from meetings.search.text.query import parse

from .texts import about, records_with

pytestmark = pytest.mark.django_db

# Words that tokenisers, stemmers and lists of stop words treat in their own ways.
WORDS = ["the", "no", "limits", "grain", "us", "王", "毅", "лавров", "2024", "1e5", "x2", "x1"]
Words = tuple[str, ...]

word = st.sampled_from(WORDS)
phrase = st.lists(word, min_size=1, max_size=3).map(tuple)
text = st.lists(word, max_size=7).map(tuple)
documents_of_title_and_body = st.lists(st.tuples(text, st.lists(text, max_size=3)), min_size=1)


@dataclass(frozen=True)
class Asked:
    """A query as it is meant; ``typed`` is how somebody would type it."""

    all_of: list[list[Words]]
    none_of: list[Words]

    @property
    def typed(self) -> str:
        """The query in the language of the search box."""
        wanted = [" OR ".join(map(quoted, alternatives)) for alternatives in self.all_of]
        return " ".join([*wanted, *(f"-{quoted(one)}" for one in self.none_of)])

    def finds(self, *document: Words) -> bool:
        """Whether a document of several texts is found."""
        wanted = all(any(occurs(one, document) for one in group) for group in self.all_of)
        return wanted and not any(occurs(one, document) for one in self.none_of)

    def hits(self, title: Words) -> int:
        """How many of the alternatives, each counted once, occur in the title."""
        groups = dict.fromkeys(tuple(dict.fromkeys(group)) for group in self.all_of)
        return sum(any(occurs(one, [title]) for one in group) for group in groups)


asked = st.builds(
    Asked,
    st.lists(st.lists(phrase, min_size=1, max_size=3), max_size=3),
    st.lists(phrase, max_size=2),
).filter(lambda one: bool(one.all_of or one.none_of))


def quoted(words: Words) -> str:
    """Return the words in quotes."""
    return f'"{" ".join(words)}"'


def occurs(words: Words, document: Iterable[Words]) -> bool:
    """Whether the words stand in a row somewhere in one of the texts."""
    return any(f" {' '.join(words)} " in f" {' '.join(text)} " for text in document)


@settings(max_examples=150)
@given(documents_of_title_and_body, st.lists(asked, max_size=12))
def test_what_is_found_is_what_a_naive_search_finds(
    documents: list[tuple[Words, list[Words]]], queries: list[Asked]
) -> None:
    RecordText.objects.clear(Record.objects.values_list("pk", flat=True))
    Record.objects.all().delete()
    records = records_with(
        *(about(*map(" ".join, body), title=" ".join(title)) for title, body in documents)
    )
    ids = BitMap(record.pk for record in records)
    for one in queries:
        expected = {
            record.pk: one.hits(title)
            for record, (title, body) in zip(records, documents, strict=True)
            if one.finds(title, *body)
        }
        query = parse(one.typed)
        rows = Record.objects.filter(condition(query)).annotate(hits=relevance(query))
        assert dict(rows.values_list("pk", "hits")) == expected, one.typed
        assert matching_ids(query, ids) == BitMap(expected), one.typed
        parts = by_relevance(query, BitMap(expected))
        assert [{expected[pk] for pk in part} for part in parts] == [
            {hits} for hits in sorted(set(expected.values()), reverse=True)
        ], one.typed
