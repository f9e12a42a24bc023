"""Full-text search and ranking by relevance, on SQLite FTS5 and PostgreSQL tsvector.

Relevance is a number that anyone can check: how many of the searched words and phrases are in the
head of the text, which has the title and the names of participants. A higher number comes first;
newer meetings come first among equal numbers.

The query is rendered in the query language of the database. Tokens are ``[a-z0-9]`` only
(``meetings.tokens``), so typed text cannot contain an operator or end a quotation.
"""

from collections.abc import Sequence

from django.db import connection
from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.expressions import Combinable, RawSQL
from pyroaring import BitMap

from .query import Alternatives, Phrase, TextQuery

# By database: the search of the whole text, and the addition that also searches the head.
_WHOLE = {
    "sqlite": "SELECT rowid FROM meetings_recordtext_fts WHERE meetings_recordtext_fts MATCH %s",
    "postgresql": "SELECT record_id FROM meetings_recordtext WHERE vector @@ %s::tsquery",
}
_AND_HEAD = {"sqlite": "", "postgresql": " AND head_vector @@ %s::tsquery"}


def condition(query: TextQuery) -> Q:
    """Return the condition that the text of a record matches."""
    if not query.all_of:
        return ~Q(pk__in=_raw(_search(_only(query.none_of))))
    return Q(pk__in=_raw(_search(query)))


def relevance(query: TextQuery) -> Combinable:
    """Return the expression for the number of words and phrases in the head of a record."""
    hits: Combinable = Value(0)
    for alternatives in query.all_of:
        in_head = _raw(_search_head(query, alternatives))
        hits += Case(When(pk__in=in_head, then=1), default=0, output_field=IntegerField())
    return hits


def matching_ids(query: TextQuery, published: BitMap) -> BitMap:
    """Return the ids of matching records; ``published``: the ids of all records."""
    if not query.all_of:
        return published - _ids(_search(_only(query.none_of)))
    return _ids(_search(query))


def by_relevance(query: TextQuery, selected: BitMap) -> list[BitMap]:
    """Return ``selected`` in parts of equal relevance, the most relevant first."""
    # at_least[n] has the records with n hits or more.
    at_least = [selected]
    for alternatives in query.all_of:
        hits = _ids(_search_head(query, alternatives)) & selected
        raised = [fewer & hits for fewer in at_least]
        at_least = [
            selected,
            *(a | b for a, b in zip(raised, [*at_least[1:], BitMap()], strict=True)),
        ]
    parts = [a - b for a, b in zip(at_least, [*at_least[1:], BitMap()], strict=True)]
    return [part for part in reversed(parts) if part]


# A SQL query and its parameters.
_Sql = tuple[str, Sequence[str]]


def _only(alternatives: Alternatives) -> TextQuery:
    return TextQuery((alternatives,))


def _search(query: TextQuery) -> _Sql:
    render = fts5 if connection.vendor == "sqlite" else tsquery
    return _WHOLE[connection.vendor], [render(query)]


def _search_head(query: TextQuery, alternatives: Alternatives) -> _Sql:
    sql = _WHOLE[connection.vendor] + _AND_HEAD[connection.vendor]
    if connection.vendor == "sqlite":
        return sql, [f"head : {fts5_any(alternatives)} AND ({fts5(query)})"]
    return sql, [tsquery(query), tsquery_any(alternatives)]


def _raw(search: _Sql) -> RawSQL:
    return RawSQL(*search)  # noqa: S611 - constant SQL, only its parameters vary


def _ids(search: _Sql) -> BitMap:
    with connection.cursor() as cursor:
        cursor.execute(*search)
        return BitMap([pk for (pk,) in cursor.fetchall()])


def fts5(query: TextQuery) -> str:
    """Return a query with positive words as an SQLite FTS5 expression."""
    positive = " AND ".join(map(fts5_any, query.all_of))
    return f"({positive}) NOT {fts5_any(query.none_of)}" if query.none_of else positive


def fts5_any(alternatives: Alternatives) -> str:
    """Return an FTS5 expression for any of the phrases."""
    return f"({' OR '.join(map(_fts5_phrase, alternatives))})"


def _fts5_phrase(phrase: Phrase) -> str:
    return f'"{" ".join(phrase)}"'


def tsquery(query: TextQuery) -> str:
    """Return a query with positive words as text that PostgreSQL casts to ``tsquery``."""
    positive = " & ".join(map(tsquery_any, query.all_of))
    return f"{positive} & !{tsquery_any(query.none_of)}" if query.none_of else positive


def tsquery_any(alternatives: Alternatives) -> str:
    """Return a ``tsquery`` for any of the phrases."""
    return f"({' | '.join(map(_tsquery_phrase, alternatives))})"


def _tsquery_phrase(phrase: Phrase) -> str:
    quoted = [f"'{token}'" for token in phrase]
    return f"({' <-> '.join(quoted)})"
