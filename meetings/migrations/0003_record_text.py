"""The searchable text of records, and the index of it that each database has."""

import django.db.models.deletion
from django.db import migrations, models

# Stored vectors: a phrase is checked against its rows, which would else be cut into words again
# at every search. BREAK of meetings.tokens parts head and body.
POSTGRESQL = [
    """
    ALTER TABLE meetings_recordtext
        ADD COLUMN head_vector tsvector
            GENERATED ALWAYS AS (to_tsvector('simple', head)) STORED,
        ADD COLUMN vector tsvector
            GENERATED ALWAYS AS (to_tsvector('simple', head || ' x2 ' || body)) STORED
    """,
    "CREATE INDEX recordtext_head_vector ON meetings_recordtext USING gin (head_vector)",
    "CREATE INDEX recordtext_vector ON meetings_recordtext USING gin (vector)",
]
# The words are plain ASCII already, so the simplest tokeniser will do.
SQLITE = [
    """
    CREATE VIRTUAL TABLE meetings_recordtext_fts USING fts5(
        head, body,
        content='meetings_recordtext', content_rowid='record_id', tokenize='ascii'
    )
    """
]
SQLITE_BACK = ["DROP TABLE meetings_recordtext_fts"]


def create_index(apps, schema_editor):
    statements = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    for statement in statements:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    # On PostgreSQL it goes with the table.
    if schema_editor.connection.vendor == "sqlite":
        for statement in SQLITE_BACK:
            schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [("meetings", "0002_loaded_data")]

    operations = [
        migrations.CreateModel(
            name="RecordText",
            fields=[
                (
                    "record",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="text",
                        serialize=False,
                        to="meetings.record",
                    ),
                ),
                ("head", models.TextField()),
                ("body", models.TextField()),
            ],
        ),
        migrations.RunPython(create_index, drop_index),
    ]
