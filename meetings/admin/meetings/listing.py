"""The list of meetings at the desk."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Q, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest

from meetings.admin import filters, generic
from meetings.admin.guard.view import GuardedAdmin
from meetings.dates import edtf, words
from meetings.desk import finding
from meetings.models import Meeting
from meetings.models.choices import Occurrence
from meetings.publication.rules.derive import occurrence_of


class MineFilter(admin.SimpleListFilter):
    """Meetings that the user changed."""

    title = "who changed it"
    parameter_name = "changed_by"

    def lookups(
        self, request: HttpRequest, model_admin: generic.ModelAdmin
    ) -> list[tuple[str, str]]:
        """Return the only choice."""
        return [("me", "me")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the meetings that the user has changed, by log entries or as editor."""
        if self.value() != "me":
            return queryset
        log_entries = LogEntry.objects.filter(
            user=request.user.pk, content_type=ContentType.objects.get_for_model(Meeting)
        )
        keys = log_entries.annotate(key=Cast("object_id", BigIntegerField())).values("key")
        return queryset.filter(Q(pk__in=keys) | Q(editors=request.user.pk)).distinct()


class MeetingList(GuardedAdmin):
    """Columns, filters and search of the list."""

    list_display = ["who", "date_in_words", "standing", "changes", "occurrence", "modified"]
    list_display_links = ["who"]
    list_filter = [
        "status",
        "unpublished_changes",
        MineFilter,
        filters.SummitFilter,
        filters.ActorFilter,
        "channel",
    ]
    date_hierarchy = "date_earliest"
    ordering = ["-modified"]
    search_fields = ["title"]
    search_help_text = "Names of people, countries and summits in any script; titles; public ids."
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Meeting]:
        """Return the meetings; the list also fetches the related rows of its columns."""
        rows: QuerySet[Meeting] = super().get_queryset(request)
        if request.resolver_match and request.resolver_match.url_name == _LIST:
            return rows.select_related("summit").prefetch_related(
                "participations__actor",
                "participations__person",
                "reports__source",
                "reports__voice_rows",
            )
        return rows

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Keep the meetings that have every word in a name, a title or the public id."""
        return finding.with_words(queryset, search_term), False

    @admin.display(description="meeting")
    def who(self, meeting: Meeting) -> str:
        """Return the title, or participants and summit."""
        if meeting.title:
            return meeting.title
        shown = meeting.who(list(meeting.participations.all()))
        return f"{shown}, {meeting.summit}" if meeting.summit else shown

    @admin.display(description="date", ordering="date_earliest", empty_value="no date")
    def date_in_words(self, meeting: Meeting) -> str | None:
        """Return the date in words."""
        return words.describe(edtf.parse(meeting.date)) if meeting.date else None

    @admin.display(description="status", ordering="status")
    def standing(self, meeting: Meeting) -> str:
        """Return the status at the desk."""
        return meeting.get_status_display()

    @admin.display(description="to publish", boolean=False, ordering="unpublished_changes")
    def changes(self, meeting: Meeting) -> str:
        """Return a note if the public record shows an older state."""
        return "unpublished changes" if meeting.unpublished_changes else ""

    @admin.display(description="occurrence")
    def occurrence(self, meeting: Meeting) -> str:
        """Return the occurrence, derived by the rule of publication."""
        if meeting.occurrence_override:
            return f"{meeting.get_occurrence_override_display()} (by hand)"
        reports: Any = [
            {
                "voices": [f"voice {voice.actor_id}" for voice in row.voice_rows.all()],
                "source": row.source_id,
                "occurrence": row.occurrence,
            }
            for row in meeting.reports.all()
        ]
        sources = {
            row.source_id: {"published": row.source.published} for row in meeting.reports.all()
        }
        if not reports:
            return "–"
        entries: Any = {"source": sources}
        return Occurrence(occurrence_of(reports, entries)).label


_LIST = "meetings_meeting_changelist"
