"""Pages by cursor: a page begins after the last row of the one before.

So no row comes twice or is left out when others are published in between, and the thousandth
page costs what the first does. A cursor says in which order and after which row; it means
nothing to anybody else.
"""

import base64
import binascii
import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.http import urlencode

from .problems import bad_parameter

# The largest number that both databases hold in the columns concerned.
_LARGEST = 2**63 - 1
_LONGEST_CURSOR = 60


Value = datetime.date | int


@dataclass(frozen=True)
class Order:
    """An order of rows: by a column, then by row number."""

    name: str
    column: str
    descending: bool = False

    def read(self, text: str) -> Value:
        """Return the value of the column that a cursor holds. Raises ValueError."""
        return datetime.date.fromisoformat(text) if self.column == "listed_on" else whole(text)

    def arrange(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the rows in this order."""
        sign = "-" if self.descending else ""
        return rows.order_by(f"{sign}{self.column}", f"{sign}id")

    def after(self, value: Value, row: int) -> Q:
        """Return the condition of standing after a row."""
        beyond = "lt" if self.descending else "gt"
        return Q(**{f"{self.column}__{beyond}": value}) | Q(
            **{self.column: value, f"id__{beyond}": row}
        )


NEWEST = Order("n", "listed_on", descending=True)
OLDEST = Order("o", "listed_on")
BY_CLOCK = Order("c", "clock")
BY_ROW = Order("r", "id")


@dataclass(frozen=True)
class Page:
    """The row numbers of a page, and the cursor of the next ("" for the last)."""

    ids: list[int]
    next_cursor: str


def read_page(rows: QuerySet[Any], order: Order, data: QueryDict, size: int) -> Page:
    """Return the page of ``rows`` that ``cursor`` in the query string asks for. One query.

    Raises UnreadableSelection for a cursor that is not one of this order.
    """
    if cursor := data.get("cursor", ""):
        rows = rows.filter(order.after(*_read_cursor(cursor, order)))
    # One more than is shown, to know whether there is a next page.
    positions = list(order.arrange(rows).values_list("id", order.column)[: size + 1])
    if len(positions) <= size:
        return Page([row for row, _ in positions], "")
    last_row, last_value = positions[size - 1]
    text = f"{order.name}.{last_value}.{last_row}"
    cursor = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    return Page([row for row, _ in positions[:size]], cursor)


def next_address(address: str, data: QueryDict, cursor: str) -> str | None:
    """Return the address of the next page: the same parameters with another cursor."""
    if not cursor:
        return None
    parameters = [(name, values) for name, values in sorted(data.lists()) if name != "cursor"]
    return f"{address}?{urlencode([*parameters, ('cursor', cursor)], doseq=True)}"


def read_clock(data: QueryDict) -> int | None:
    """Return ``updated_since``; None where it is not given. Raises UnreadableSelection."""
    text = data.get("updated_since", "")
    if not text:
        return None
    try:
        return whole(text)
    except ValueError:
        message = "updated_since is a clock value of the register: a whole number from 0."
        raise bad_parameter("updated_since", text, message) from None


def whole(text: str) -> int:
    """Return a whole number that fits the database. Raises ValueError."""
    if not (text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= _LARGEST):
        raise ValueError(text)
    return int(text)


def _read_cursor(cursor: str, order: Order) -> tuple[Value, int]:
    try:
        padded = cursor[:_LONGEST_CURSOR] + "=" * (-len(cursor) % 4)
        name, value, row = base64.urlsafe_b64decode(padded).decode("ascii").split(".")
        position = order.read(value), whole(row)
    except (ValueError, binascii.Error):
        name, position = "", (0, 0)
    if name != order.name:
        message = "This cursor belongs to no page of this list; follow “next” from the first page."
        raise bad_parameter("cursor", cursor, message)
    return position
