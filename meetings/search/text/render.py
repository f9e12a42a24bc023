"""A text query in the languages of the two databases.

Tokens are ``[a-z0-9]`` only (``meetings.tokens``), so nothing a reader typed can be an operator
or end a quotation here.
"""

from .query import Alternatives, Phrase, TextQuery


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
