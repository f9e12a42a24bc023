"""Cursor pagination (keyset pagination): a page begins after the last row of the page before.

No row is repeated or skipped if others are published in between, and every page costs the same.
A cursor holds the order and the last row; clients should treat it as opaque.
"""

import base64
import binascii
import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.http import urlencode

from meetings.models.record import Stamp

from .problems import Restored, bad_parameter

# The largest number that both databases can store in these columns.
_LARGEST = 2**63 - 1
_LONGEST_CURSOR = 80


Value = datetime.date | int


@dataclass(frozen=True)
class Order:
    """A sort order: by a column, then by row number."""

    name: str
    column: str
    descending: bool = False

    def read(self, text: str) -> Value:
        """Return the value of the column in a cursor. Raises ValueError."""
        return datetime.date.fromisoformat(text) if self.column == "listed_on" else whole(text)

    def arrange(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the rows in this order."""
        sign = "-" if self.descending else ""
        return rows.order_by(f"{sign}{self.column}", f"{sign}id")

    def after(self, value: Value, row: int) -> Q:
        """Return the condition that a row comes after the given one."""
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
    """The row numbers of a page, and the cursor of the next page ("" if there is none)."""

    ids: list[int]
    next_cursor: str


def read_page(rows: QuerySet[Any], order: Order, data: QueryDict, size: int, epoch: str) -> Page:
    """Return the page of ``rows`` for the ``cursor`` in the query string. One query.

    Raises UnreadableSelection for an invalid cursor or one of another order, and Restored for a
    cursor of another epoch.
    """
    if cursor := data.get("cursor", ""):
        rows = rows.filter(order.after(*_read_cursor(cursor, order, epoch)))
    # One row more than the page has shows whether there is a next page.
    positions = list(order.arrange(rows).values_list("id", order.column)[: size + 1])
    if len(positions) <= size:
        return Page([row for row, _ in positions], "")
    last_row, last_value = positions[size - 1]
    text = f"{order.name}.{last_value}.{last_row}.{epoch}"
    cursor = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    return Page([row for row, _ in positions[:size]], cursor)


def next_address(address: str, data: QueryDict, cursor: str) -> str | None:
    """Return the address of the next page: the same parameters with another cursor."""
    if not cursor:
        return None
    parameters = [(name, values) for name, values in sorted(data.lists()) if name != "cursor"]
    return f"{address}?{urlencode([*parameters, ('cursor', cursor)], doseq=True)}"


def state_of(stamp: Stamp) -> str:
    """Return the value for ``updated_since`` that names the state ``stamp``: “412-7f3k9x2a”."""
    return f"{stamp.clock}-{stamp.epoch}" if stamp.epoch else str(stamp.clock)


def read_clock(data: QueryDict, epoch: str) -> int | None:
    """Return the clock of ``updated_since``, or None if it is absent.

    Raises UnreadableSelection, and Restored for a state of another epoch. A clock alone names no
    epoch: who sends it learns nothing of a restore.
    """
    text = data.get("updated_since", "")
    if not text:
        return None
    number, dash, its_epoch = text.partition("-")
    try:
        clock = whole(number)
    except ValueError:
        message = (
            "updated_since is a state of the register, as register_state has it, or a value of "
            "its clock: a whole number from 0."
        )
        raise bad_parameter("updated_since", text, message) from None
    if dash and its_epoch != epoch:
        raise Restored
    return clock


def whole(text: str) -> int:
    """Return a whole number that fits the database. Raises ValueError."""
    if not (text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= _LARGEST):
        raise ValueError(text)
    return int(text)


def _read_cursor(cursor: str, order: Order, epoch: str) -> tuple[Value, int]:
    try:
        padded = cursor[:_LONGEST_CURSOR] + "=" * (-len(cursor) % 4)
        parts = base64.urlsafe_b64decode(padded).decode("ascii").split(".")
        name, value, row, its_epoch = parts
        position = order.read(value), whole(row)
    except (ValueError, binascii.Error):
        name, position, its_epoch = "", (0, 0), epoch
    if name != order.name:
        message = "This cursor belongs to no page of this list; follow “next” from the first page."
        raise bad_parameter("cursor", cursor, message)
    if its_epoch != epoch:
        raise Restored
    return position
