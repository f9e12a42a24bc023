"""Bulk insertion of rows of a table, with the values that the ORM would store.

For a million meetings, model instances and signals would cost more than the rows themselves.
PostgreSQL gets the rows through COPY, SQLite through a prepared statement.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Max

# Values of these fields are stored as they are in memory; all other fields convert their values.
_STORED_AS_THEY_ARE = (
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.BooleanField,
    models.ForeignKey,
)

Row = tuple[Any, ...]


class Table:
    """The table of a model, and the conversion of a row to its stored values.

    ``names`` are the attributes (``actor_id``, not ``actor``) for which a row has a value; by
    default all. Other attributes get the default of their field; the database assigns a missing
    ``id``.
    """

    def __init__(self, model: type[models.Model], names: Sequence[str] = ()) -> None:
        fields = {field.attname: field for field in model._meta.concrete_fields}
        given_names = list(names or fields)
        default_names = [
            name
            for name, field in fields.items()
            if name not in given_names and not isinstance(field, models.AutoField)
        ]
        order = [fields[name] for name in (*given_names, *default_names)]
        self.name = model._meta.db_table
        self.names = tuple(given_names)
        self.columns = [field.column for field in order]
        self._rest = tuple(
            _stored(fields[name])(fields[name].get_default()) for name in default_names
        )
        self._converters = [
            (position, _stored(field))
            for position, field in enumerate(order[: len(given_names)])
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
    """Return the highest row number in use, 0 for an empty table."""
    highest: int | None = model._base_manager.aggregate(last=Max("pk"))["last"]
    return highest or 0


def numbers_given(*models_filled: type[models.Model]) -> None:
    """Set the sequences of tables after rows with our own primary keys were inserted."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models_filled)):
            cursor.execute(statement)
