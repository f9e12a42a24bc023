"""The canonical query string of a selection, and operations that add, remove or replace values.

Works on text only and does not check whether a value exists. Addresses are permanent, so each
selection has one spelling: parameters in fixed order, values sorted, defaults left out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlencode

from . import parameters


@dataclass(frozen=True)
class Query:
    """Values by parameter, canonical; made by ``Query.of``.

    ``encoded`` is the query string without question mark; "" if everything is selected. It is
    computed once, because a list shows the addresses of hundreds of queries.
    """

    values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    encoded: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        encoded = [_encoded(name, value) for name, values in self.values for value in values]
        object.__setattr__(self, "encoded", "&".join(encoded))

    @classmethod
    def of(cls, values: Mapping[str, Iterable[str]]) -> "Query":
        """Return the canonical query of ``values``; unknown parameters are dropped."""
        return cls().replacing(values)

    def get(self, name: str) -> tuple[str, ...]:
        """Return the values of a parameter, or its default if it has none."""
        values = dict(self.values)
        return values.get(name, parameters.default_of(name, values))

    def without(self, name: str, value: str | None = None) -> "Query":
        """Return the query without ``value`` of a parameter; without all its values if None."""
        remaining = (
            () if value is None else (current for current in self.get(name) if current != value)
        )
        return self._changed(name, remaining)

    def including(self, name: str, value: str) -> "Query":
        """Return the query with ``value`` added; it replaces the value of a single parameter."""
        before = () if name in parameters.SINGLE else dict(self.values).get(name, ())
        return self._changed(name, (*before, value))

    def with_each(self, name: str, values: Iterable[str]) -> "list[Query]":
        """Return a query ``including`` the value, for each of ``values``."""
        return [self.including(name, value) for value in values]

    def replacing(self, values: Mapping[str, Iterable[str]]) -> "Query":
        """Return the query with the values of some parameters replaced."""
        merged = dict(self.values)
        # Changing a filter resets the page.
        merged.pop("page", None)
        merged |= {name: tuple(sorted(set(given))) for name, given in values.items()}
        # What is the default depends on the values of other parameters.
        return Query(
            tuple(
                (name, merged[name])
                for name in parameters.ORDER
                if merged.get(name) and merged[name] != parameters.default_of(name, merged)
            )
        )

    def on_page(self, number: int) -> "Query":
        """Return the query for page ``number``."""
        return self._changed("page", (str(number),))

    def selecting(self) -> "Query":
        """Return the query without the parameters for presentation."""
        return Query(tuple(pair for pair in self.values if pair[0] not in parameters.PRESENTATION))

    def without_idle_match(self) -> "Query":
        """Return the query without ``match=only`` if it has no actor, which would be an error."""
        actors = self.get("country") or self.get("organisation")
        return self if actors or self.get("match") != ("only",) else self.without("match")

    def _changed(self, name: str, values: Iterable[str]) -> "Query":
        return self.replacing({name: values})

    def __bool__(self) -> bool:
        return any(name not in parameters.PRESENTATION for name, _ in self.values)


# Cached, because a page has hundreds of addresses that differ in one value.
@lru_cache(maxsize=4096)
def _encoded(name: str, value: str) -> str:
    return urlencode({name: value})
