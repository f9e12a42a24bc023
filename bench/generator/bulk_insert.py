"""Insert many rows of one table at once, with the values that the ORM would store.

For a million meetings, of which objects and their signals would cost more than the rows
themselves. PostgreSQL is fed through COPY, SQLite through one prepared statement.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Max

# Values of these stand in memory as they are stored; every other field converts its own.
_STORED_AS_THEY_ARE = (
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.BooleanField,
    models.ForeignKey,
)

Row = tuple[Any, ...]


class Table:
    """The table of a model, and how the values of a row become what it stores.

    ``names`` are the attributes (``actor_id``, not ``actor``) that a row gives a value for;
    by default all of them. The others get the default of their field: an ``id`` that is left
    out is given by the database.
    """

    def __init__(self, model: type[models.Model], names: Sequence[str] = ()) -> None:
        fields = {field.attname: field for field in model._meta.concrete_fields}
        given = list(names or fields)
        constant = [
            name
            for name, field in fields.items()
            if name not in given and not isinstance(field, models.AutoField)
        ]
        order = [fields[name] for name in (*given, *constant)]
        self.name = model._meta.db_table
        self.names = tuple(given)
        self.columns = [field.column for field in order]
        self._rest = tuple(_stored(fields[name])(fields[name].get_default()) for name in constant)
        self._converters = [
            (position, _stored(field))
            for position, field in enumerate(order[: len(given)])
            if not isinstance(field, _STORED_AS_THEY_ARE)
        ]

    def row(self, values: Mapping[str, Any]) -> Row:
        """Return the stored form of a row; raises KeyError for a name without a value."""
        return self.ordered([values[name] for name in self.names])

    def ordered(self, values: list[Any]) -> Row:
        """Return the stored form of the values of ``names``, which it may change in place."""
        for position, convert in self._converters:
            values[position] = convert(values[position])
        return (*values, *self._rest)

    def insert(self, rows: Sequence[Row]) -> None:
        """Insert rows in their stored form, in the transaction that is open."""
        quote = connection.ops.quote_name
        into = f"{quote(self.name)} ({', '.join(map(quote, self.columns))})"
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
            else:
                places = ", ".join(["%s"] * len(self.columns))
                # Names of tables and columns come from the models, values go as parameters.
                cursor.executemany(f"INSERT INTO {into} VALUES ({places})", rows)  # noqa: S608


def _stored(field: "models.Field[Any, Any]") -> Callable[[Any], Any]:
    return lambda value: None if value is None else field.get_db_prep_save(value, connection)


def last_id(model: type[models.Model]) -> int:
    """Return the highest row number in use, 0 where there is none."""
    highest: int | None = model._base_manager.aggregate(last=Max("pk"))["last"]
    return highest or 0


def numbers_given(*given: type[models.Model]) -> None:
    """Tell the database that rows with numbers of our own were inserted into these tables."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(given)):
            cursor.execute(statement)
