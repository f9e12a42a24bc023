"""What sort of meeting it was: filters over the closed vocabularies."""

from typing import Any, ClassVar

from django.db.models import Q

from meetings.english import listed
from meetings.models.choices import Accounts, Channel, Occurrence, Rank, Setting

from . import base, traits


class ChannelFilter(base.VocabularyFilter):
    """How the participants met."""

    parameter, caption, doc = "channel", "How they met", "{values}"
    source, facet, controls = traits.Column("channel"), traits.Facet(100), traits.Controls()
    choices = list(Channel.choices)
    phrases: ClassVar[dict[str, str]] = {
        Channel.IN_PERSON: "in person",
        Channel.CALL: "by telephone",
        Channel.VIDEO: "by video",
    }
    states: ClassVar[dict[str, str]] = {
        **dict(zip(Channel.values, Channel.values, strict=True)),
        "phone": Channel.CALL,
    }


class SettingFilter(base.VocabularyFilter):
    """What sort of encounter it was."""

    parameter, caption, doc = "setting", "Setting", "{values}"
    source, facet, controls = traits.Column("setting"), traits.Facet(110), traits.Controls()
    choices = list(Setting.choices)
    phrases: ClassVar[dict[str, str]] = {
        Setting.TALKS: "for talks",
        Setting.BRIEF: "in a brief encounter",
        Setting.MEAL: "over a meal",
        Setting.RECEPTION: "at a reception",
        Setting.PLENARY: "in a plenary session",
        Setting.CEREMONY: "at a ceremony",
    }
    states: ClassVar[dict[str, str]] = {
        **dict(zip(Setting.values, Setting.values, strict=True)),
        "brief": Setting.BRIEF,
    }


def number_of_sides(sides: int) -> str:
    """Return 2, 3 or 4+ as addresses spell it; "" for a meeting with fewer."""
    return "4+" if sides >= 4 else str(sides) if sides >= 2 else ""


class SidesFilter(base.VocabularyFilter):
    """How many sides there were; ``4+`` is four or more."""

    parameter, caption, doc = "sides", "Sides", "{values}"
    source, facet, controls = (
        traits.Column("sides", number_of_sides),
        traits.Facet(90),
        traits.Controls(),
    )
    choices: ClassVar[list[tuple[str, str]]] = [
        ("2", "Two"),
        ("3", "Three"),
        ("4+", "Four or more"),
    ]
    states: ClassVar[dict[str, str]] = {"bilateral": "2", "trilateral": "3", "multilateral": "4+"}

    def read(self, text: str) -> str:
        """Return 2, 3 or 4+; a plus sign typed into an address arrives as a space."""
        return "4+" if text == "4" else super().read(text)

    def words(self, chosen: base.Chosen) -> str:
        """Say “with two or three sides”."""
        numbers = [self.label_of_value(value).lower() for value in chosen[self.parameter]]
        return f"with {listed(numbers, 'or')} sides" if numbers else ""

    def condition(self, chosen: base.Chosen) -> Q:
        """Keep records by their number of sides."""
        condition = Q()
        for value in chosen[self.parameter]:
            condition |= Q(sides__gte=4) if value == "4+" else Q(sides=int(value))
        return condition


class LevelFilter(base.VocabularyFilter):
    """The lowest of the sides' highest ranks."""

    parameter, caption = "level", "Level"
    doc = "Lowest of the sides' highest ranks: {values}"
    source, facet, controls = traits.Column("level"), traits.Facet(80), traits.Controls()
    choices = list(Rank.choices)

    def words(self, chosen: base.Chosen) -> str:
        """Say “at the level of foreign minister”."""
        ranks = [self.label_of_value(value).lower() for value in chosen[self.parameter]]
        return f"at the level of {listed(ranks, 'or')}" if ranks else ""


class OccurrenceFilter(base.VocabularyFilter):
    """Whether it took place; meetings held unless asked otherwise."""

    parameter, caption, doc = "occurrence", "Took place", "{values}"
    default, left_out = "held", ("any",)
    source, facet, controls = traits.Column("occurrence"), traits.Facet(140), traits.Controls()
    choices: ClassVar[list[tuple[str, str]]] = [*Occurrence.choices, ("any", "Held or not")]
    states: ClassVar[dict[str, str]] = {
        **dict(zip(Occurrence.values, Occurrence.values, strict=True)),
        "cancelled": Occurrence.CALLED_OFF,
    }

    def choose(self, values: tuple[str, ...]) -> tuple[Any, ...]:
        """Return the values; *any* leaves no other standing."""
        return ("any",) if "any" in values else values

    @classmethod
    def noun(cls, values: tuple[str, ...], number: int) -> str:
        """Return “meetings”, “announced or postponed meetings”, “meetings held or not”."""
        meetings = "meeting" if number == 1 else "meetings"
        if values == ("any",):
            return f"{meetings}, held or not,"
        if values == ("held",):
            return meetings
        labels = [dict(cls.choices)[value].lower() for value in values]
        return f"{listed(labels, 'or')} {meetings}"


class AccountsFilter(base.VocabularyFilter):
    """Whose accounts are recorded: a statement about our sources."""

    parameter, caption = "accounts", "Accounts recorded"
    doc = "Whose accounts are recorded: {values}"
    source, facet, controls = traits.Column("accounts"), traits.Facet(120), traits.Controls()
    choices = list(Accounts.choices)
    phrases: ClassVar[dict[str, str]] = {
        Accounts.ALL_SIDES: "with accounts of all sides recorded",
        Accounts.SOME_SIDES: "with accounts of some sides recorded",
        Accounts.THIRD_PARTY: "with accounts of third parties only",
        Accounts.DISPUTED: "with accounts that contradict each other",
    }
