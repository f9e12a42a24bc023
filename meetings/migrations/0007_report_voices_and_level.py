"""A report may have several voices; levels are groups of ranks.

A joint text was entered as one report for each voice. Reports of one meeting and source that say
the same become one report with all their voices; where they differ they stay apart. This agrees
with the upgrade of published snapshots (``meetings.snapshot.upgrades.several_voices``), so that no
meeting has unpublished changes afterwards. ``manage.py reproject`` then brings the records up to
date; until it has, their level is the group of the rank they had.
"""

from collections.abc import Iterable
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.exceptions import IrreversibleError

_SAME = ("extent", "attribution", "attributed_to", "occurrence", "date", "summary", "capture_id")
_GROUPS = {
    "leaders": (
        "head_of_state",
        "head_of_government",
        "party_leader",
        "deputy_head_of_state",
        "crown_prince",
        "head_of_organisation",
    ),
    "foreign_ministers": ("foreign_minister",),
    "ministers": ("minister", "speaker", "security_adviser"),
    "officials": ("deputy_minister", "envoy", "senior_official", "ambassador"),
}


def give_voices(apps: Any, schema_editor: Any) -> None:
    """Move each voice to a row of its own, and join the reports of joint texts."""
    reports, voices = (apps.get_model("meetings", name) for name in ("Report", "ReportVoice"))
    rows = reports.objects.exclude(voice=None).order_by("pk")
    voices.objects.bulk_create(
        (
            voices(report_id=report, actor_id=voice)
            for report, voice in rows.values_list("pk", "voice_id").iterator(2000)
        ),
        batch_size=2000,
    )
    for text in _joint_texts(reports):
        _join(text, voices)
    if schema_editor.connection.vendor == "postgresql":
        # Checks that wait for the end of the transaction would forbid altering the tables.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def only_without_voices(apps: Any, _: Any) -> None:
    """Go back only where no voice would be lost."""
    if apps.get_model("meetings", "ReportVoice").objects.exists():
        raise IrreversibleError("Reports may have several voices now.")


def _joint_texts(reports: Any) -> Iterable[list[Any]]:
    """Yield the reports that are one text with several voices, the first entered first."""
    voiced = reports.objects.exclude(voice=None)
    repeated = (
        voiced.order_by()
        .values_list("meeting_id", "source_id")
        .annotate(n=models.Count("pk"))
        .filter(n__gt=1)
    )
    for meeting, source, _ in list(repeated):
        texts: list[list[Any]] = []
        for report in voiced.filter(meeting=meeting, source=source).order_by("pk"):
            same = next((text for text in texts if _says_the_same(text, report)), None)
            if same is None:
                texts.append([report])
            else:
                same.append(report)
        yield from (text for text in texts if len(text) > 1)


def _says_the_same(text: list[Any], report: Any) -> bool:
    first = text[0]
    if any(getattr(first, name) != getattr(report, name) for name in _SAME):
        return False
    if _topics(first) != _topics(report):
        return False
    # Quotations were often entered once, with the first voice.
    quoted = {words for other in (*text, report) if (words := _statements(other))}
    says = first.summary or _topics(first) or quoted
    return len(quoted) <= 1 and bool(says or first.extent != "relayed")


def _topics(report: Any) -> list[tuple[Any, ...]]:
    return sorted(report.topics.values_list("topic_id", "says", "term_used"))


def _statements(report: Any) -> tuple[tuple[Any, ...], ...]:
    names = ("speaker_id", "institution_id", "text", "language", "translated")
    return tuple(report.statements.order_by("pk").values_list(*names))


def _join(text: list[Any], voices: Any) -> None:
    """Give the first report of a text all voices and the quotations, and delete the others."""
    first, *others = text
    first.notes = "\n".join(dict.fromkeys(report.notes for report in text if report.notes))
    first.save(update_fields=["notes"])
    for report in others:
        voices.objects.filter(report=report).update(report=first)
        if not first.statements.exists():
            report.statements.update(report=first)
        report.delete()


def group_levels(apps: Any, _: Any) -> None:
    """Write the group of its rank as the level of each record."""
    records = apps.get_model("meetings", "Record")
    groups = {rank: group for group, ranks in _GROUPS.items() for rank in ranks}
    whens = [models.When(level=rank, then=models.Value(group)) for rank, group in groups.items()]
    records.objects.filter(level__in=groups).update(level=models.Case(*whens))


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0006_rule_of_two_and_epoch'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReportVoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.actor')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='voice_rows', to='meetings.report')),
            ],
            options={
                'verbose_name': 'voice',
                'ordering': ['report', 'id'],
            },
        ),
        migrations.AddConstraint(
            model_name='reportvoice',
            constraint=models.UniqueConstraint(fields=('report', 'actor'), name='reportvoice_once'),
        ),
        migrations.RunPython(give_voices, only_without_voices),
        migrations.RemoveConstraint(
            model_name='report',
            name='report_voice_once',
        ),
        migrations.RemoveConstraint(
            model_name='report',
            name='report_third_party_once',
        ),
        migrations.RemoveConstraint(
            model_name='report',
            name='report_anonymous_has_no_voice',
        ),
        migrations.RemoveField(
            model_name='report',
            name='voice',
        ),
        migrations.AddField(
            model_name='report',
            name='voices',
            field=models.ManyToManyField(blank=True, related_name='accounts', through='meetings.ReportVoice', to='meetings.actor'),
        ),
        migrations.RemoveConstraint(
            model_name='office',
            name='office_rank_known',
        ),
        migrations.RemoveConstraint(
            model_name='participation',
            name='participation_rank_known',
        ),
        migrations.RemoveConstraint(
            model_name='record',
            name='record_accounts_known',
        ),
        migrations.AlterField(
            model_name='office',
            name='rank',
            field=models.CharField(choices=[('head_of_state', 'Head of state'), ('head_of_government', 'Head of government'), ('party_leader', 'Party leader'), ('leader_in_fact', 'Leader under another title'), ('deputy_head_of_state', 'Deputy head of state'), ('crown_prince', 'Crown prince'), ('foreign_minister', 'Foreign minister'), ('minister', 'Minister'), ('head_of_organisation', 'Head of organisation'), ('speaker', 'Speaker of parliament'), ('security_adviser', 'Security adviser'), ('deputy_minister', 'Deputy minister'), ('envoy', 'Envoy'), ('senior_official', 'Senior official'), ('ambassador', 'Ambassador')], max_length=30),
        ),
        migrations.AlterField(
            model_name='participation',
            name='rank',
            field=models.CharField(blank=True, choices=[('head_of_state', 'Head of state'), ('head_of_government', 'Head of government'), ('party_leader', 'Party leader'), ('leader_in_fact', 'Leader under another title'), ('deputy_head_of_state', 'Deputy head of state'), ('crown_prince', 'Crown prince'), ('foreign_minister', 'Foreign minister'), ('minister', 'Minister'), ('head_of_organisation', 'Head of organisation'), ('speaker', 'Speaker of parliament'), ('security_adviser', 'Security adviser'), ('deputy_minister', 'Deputy minister'), ('envoy', 'Envoy'), ('senior_official', 'Senior official'), ('ambassador', 'Ambassador')], help_text='Empty: that of the office held, frozen when saved.', max_length=30),
        ),
        migrations.AlterField(
            model_name='record',
            name='accounts',
            field=models.CharField(choices=[('all_sides', 'Own accounts of all sides'), ('some_sides', 'Own accounts of some sides'), ('one_side', 'Own account of one side'), ('joint_text', 'Joint text only'), ('third_party', 'Third party only'), ('disputed', 'Disputed')], max_length=12),
        ),
        migrations.AlterField(
            model_name='record',
            name='level',
            field=models.CharField(blank=True, choices=[('leaders', 'Leaders'), ('foreign_ministers', 'Foreign ministers'), ('ministers', 'Ministers'), ('officials', 'Officials')], max_length=30),
        ),
        migrations.AlterField(
            model_name='recordlink',
            name='role',
            field=models.PositiveSmallIntegerField(choices=[(1, 'took part'), (2, 'took part in person'), (3, 'was a topic'), (4, 'is a source'), (5, 'published a source'), (6, 'gave an account of its own'), (7, 'was the office held'), (8, 'is mentioned')]),
        ),
        migrations.RunPython(group_levels, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='office',
            constraint=models.CheckConstraint(condition=models.Q(('rank__in', ['head_of_state', 'head_of_government', 'party_leader', 'leader_in_fact', 'deputy_head_of_state', 'crown_prince', 'foreign_minister', 'minister', 'head_of_organisation', 'speaker', 'security_adviser', 'deputy_minister', 'envoy', 'senior_official', 'ambassador'])), name='office_rank_known'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.CheckConstraint(condition=models.Q(('rank__in', ['', 'head_of_state', 'head_of_government', 'party_leader', 'leader_in_fact', 'deputy_head_of_state', 'crown_prince', 'foreign_minister', 'minister', 'head_of_organisation', 'speaker', 'security_adviser', 'deputy_minister', 'envoy', 'senior_official', 'ambassador'])), name='participation_rank_known'),
        ),
        migrations.AddConstraint(
            model_name='record',
            constraint=models.CheckConstraint(condition=models.Q(('accounts__in', ['all_sides', 'some_sides', 'one_side', 'joint_text', 'third_party', 'disputed'])), name='record_accounts_known'),
        ),
    ]
