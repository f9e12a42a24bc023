"""The voices of a report in a form: several names in a single input."""

from typing import Any

from django.db.models import Prefetch

from meetings.desk import checks
from meetings.models import ReportVoice

from . import base
from .typed import fields, kinds

WITH_ACTORS = Prefetch("voice_rows", ReportVoice.objects.select_related("actor"))


class VoicedForm(base.DeskForm):
    """A report with its voices, which are rows of their own."""

    voice_names = fields.TypedManyField(
        kinds.KINDS["actor"],
        required=False,
        label="Voices",
        help_text="Whose account it is; several for a joint text. Empty: a third party's.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self.initial["voice_names"] = [row.actor for row in self.instance.voice_rows.all()]

    def initial_thing(self, name: str) -> object:
        """Return the initial value of a typed field; voices are separate rows."""
        return self.initial[name] if name == "voice_names" else super().initial_thing(name)

    def clean(self) -> dict[str, Any]:
        """Refuse a voice for an account that speaks for nobody."""
        data = super().clean() or self.cleaned_data
        self.add_problems(
            ("voice_names", sentence)
            for _, sentence in checks.problems_of_report(
                voices=data.get("voice_names") or (), attribution=data.get("attribution", "")
            )
        )
        return data

    def _save_m2m(self) -> None:
        super()._save_m2m()  # type: ignore[misc]
        voices = self.cleaned_data["voice_names"]
        rows = ReportVoice.objects.filter(report=self.instance)
        rows.exclude(actor__in=voices).delete()
        known = set(rows.values_list("actor_id", flat=True))
        ReportVoice.objects.bulk_create(
            ReportVoice(report=self.instance, actor=voice)
            for voice in voices
            if voice.pk not in known
        )
