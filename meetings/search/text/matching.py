"""Which records a text query finds, and in which order of relevance.

Relevance is a count anyone can check: of the words and phrases asked for, how many stand in the
title or name a participant. More of them come first; among equals newer meetings do.

A query is written in the language of the database. Tokens are ``[a-z0-9]`` only
(``meetings.tokens``), so nothing a reader typed can be an operator or end a quotation there.
"""

from collections.abc import Sequence

from django.db import connection
from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.expressions import Combinable, RawSQL
from pyroaring import BitMap

from .query import Alternatives, Phrase, TextQuery

# By database: where the whole text is searched, and where its head is too.
_WHOLE = {
    "sqlite": "SELECT rowid FROM meetings_recordtext_fts WHERE meetings_recordtext_fts MATCH %s",
    "postgresql": "SELECT record_id FROM meetings_recordtext WHERE vector @@ %s::tsquery",
}
_AND_HEAD = {"sqlite": "", "postgresql": " AND head_vector @@ %s::tsquery"}


def condition(query: TextQuery) -> Q:
    """Return the condition that a record is found."""
    if not query.all_of:
        return ~Q(pk__in=_raw(_search(_only(query.none_of))))
    return Q(pk__in=_raw(_search(query)))


def relevance(query: TextQuery) -> Combinable:
    """Return the expression of how many words and phrases a found record has in its head."""
    hits: Combinable = Value(0)
    for alternatives in query.all_of:
        in_head = _raw(_search_head(query, alternatives))
        hits += Case(When(pk__in=in_head, then=1), default=0, output_field=IntegerField())
    return hits


def matching_ids(query: TextQuery, published: BitMap) -> BitMap:
    """Return the ids of the records found. ``published`` are those of all."""
    if not query.all_of:
        return published - _ids(_search(_only(query.none_of)))
    return _ids(_search(query))


def by_relevance(query: TextQuery, selected: BitMap) -> list[BitMap]:
    """Return ``found`` in parts of equal relevance, the most relevant first."""
    # At least[n] are those with n hits or more.
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


# SQL and its parameters.
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
    return RawSQL(*search)  # noqa: S611 - ours, but for its parameters


def _ids(search: _Sql) -> BitMap:
    with connection.cursor() as cursor:
        cursor.execute(*search)
        return BitMap([pk for (pk,) in cursor.fetchall()])


def fts5(query: TextQuery) -> str:
    """Return a query with something to find as an SQLite FTS5 expression."""
    positive = " AND ".join(map(fts5_any, query.all_of))
    return f"({positive}) NOT {fts5_any(query.none_of)}" if query.none_of else positive


def fts5_any(alternatives: Alternatives) -> str:
    """Return an FTS5 expression for any of the phrases."""
    return f"({' OR '.join(map(_fts5_phrase, alternatives))})"


def _fts5_phrase(phrase: Phrase) -> str:
    return f'"{" ".join(phrase)}"'


def tsquery(query: TextQuery) -> str:
    """Return a query with something to find as text that PostgreSQL casts to ``tsquery``."""
    positive = " & ".join(map(tsquery_any, query.all_of))
    return f"{positive} & !{tsquery_any(query.none_of)}" if query.none_of else positive


def tsquery_any(alternatives: Alternatives) -> str:
    """Return a ``tsquery`` for any of the phrases."""
    return f"({' | '.join(map(_tsquery_phrase, alternatives))})"


def _tsquery_phrase(phrase: Phrase) -> str:
    quoted = [f"'{token}'" for token in phrase]
    return f"({' <-> '.join(quoted)})"
