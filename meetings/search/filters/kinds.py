"""What sort of meeting it was: filters over the closed vocabularies."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q

from meetings.english import listed
from meetings.models.choices import Accounts, Channel, Occurrence, Rank, Setting

from .base import Chosen, VocabularyFilter


class ChannelFilter(VocabularyFilter):
    """How the participants met."""

    parameter, caption = "channel", "How they met"
    choices = list(Channel.choices)
    phrases: ClassVar[dict[str, str]] = {
        Channel.IN_PERSON: "in person",
        Channel.CALL: "by telephone",
        Channel.VIDEO: "by video",
    }


class SettingFilter(VocabularyFilter):
    """What sort of encounter it was."""

    parameter, caption = "setting", "Setting"
    choices = list(Setting.choices)
    phrases: ClassVar[dict[str, str]] = {
        Setting.TALKS: "for talks",
        Setting.BRIEF: "in a brief encounter",
        Setting.MEAL: "over a meal",
        Setting.RECEPTION: "at a reception",
        Setting.PLENARY: "in a plenary session",
        Setting.CEREMONY: "at a ceremony",
    }


class SidesFilter(VocabularyFilter):
    """How many sides there were; ``4+`` is four or more."""

    parameter, caption = "sides", "Sides"
    choices: ClassVar[list[tuple[str, str]]] = [
        ("2", "Two"),
        ("3", "Three"),
        ("4+", "Four or more"),
    ]

    def read(self, text: str) -> str:
        """Return 2, 3 or 4+; a plus sign typed into an address arrives as a space."""
        return "4+" if text == "4" else super().read(text)

    def words(self, chosen: Chosen) -> str:
        """Say “with two or three sides”."""
        numbers = [self.label_of_value(value).lower() for value in chosen[self.parameter]]
        return f"with {listed(numbers, 'or')} sides" if numbers else ""

    def condition(self, chosen: Chosen) -> Q:
        """Keep records by their number of sides."""
        condition = Q()
        for value in chosen[self.parameter]:
            condition |= Q(sides__gte=4) if value == "4+" else Q(sides=int(value))
        return condition


class LevelFilter(VocabularyFilter):
    """The lowest of the sides' highest ranks."""

    parameter, caption = "level", "Level"
    choices = list(Rank.choices)

    def words(self, chosen: Chosen) -> str:
        """Say “at the level of foreign minister”."""
        ranks = [self.label_of_value(value).lower() for value in chosen[self.parameter]]
        return f"at the level of {listed(ranks, 'or')}" if ranks else ""


class OccurrenceFilter(VocabularyFilter):
    """Whether it took place; meetings held unless asked otherwise."""

    parameter, caption, default = "occurrence", "Took place", "held"
    choices: ClassVar[list[tuple[str, str]]] = [*Occurrence.choices, ("any", "Held or not")]

    def choose(self, values: tuple[str, ...]) -> tuple[Any, ...]:
        """Return the values; *any* leaves no other standing."""
        return ("any",) if "any" in values else values

    def condition(self, chosen: Chosen) -> Q:
        """Keep records by occurrence."""
        return Q() if chosen[self.parameter] == ("any",) else super().condition(chosen)

    def noun(self, chosen: Chosen, number: int) -> str:
        """Return “meetings”, “announced or postponed meetings”, “meetings held or not”."""
        meetings = "meeting" if number == 1 else "meetings"
        values = chosen[self.parameter]
        if values == ("any",):
            return f"{meetings}, held or not,"
        if values == ("held",):
            return meetings
        return f"{listed([self.label_of_value(one).lower() for one in values], 'or')} {meetings}"


class AccountsFilter(VocabularyFilter):
    """Whose accounts are recorded: a statement about our sources."""

    parameter, caption = "accounts", "Accounts recorded"
    choices = list(Accounts.choices)
    phrases: ClassVar[dict[str, str]] = {
        Accounts.ALL_SIDES: "with accounts of all sides recorded",
        Accounts.SOME_SIDES: "with accounts of some sides recorded",
        Accounts.THIRD_PARTY: "with accounts of third parties only",
        Accounts.DISPUTED: "with accounts that contradict each other",
    }


class SortFilter(VocabularyFilter):
    """The order of the list."""

    parameter, caption, single, default = "sort", "Order", True, "newest"
    choices: ClassVar[list[tuple[str, str]]] = [
        ("newest", "Newest first"),
        ("oldest", "Oldest first"),
        ("relevance", "Most relevant first"),
    ]
    narrows = False


class PerPageFilter(SortFilter):
    """How many meetings a page has."""

    parameter, caption, single, default = "per_page", "Meetings a page", True, "25"
    choices: ClassVar[list[tuple[str, str]]] = [(size, size) for size in ("25", "50", "100")]


class PageFilter(SortFilter):
    """Which page of the list is shown."""

    parameter, caption, single, default = "page", "Page", True, "1"
    choices: ClassVar[list[tuple[str, str]]] = []
    last = 200

    def read(self, text: str) -> str:
        """Return a page number from 1 to 200."""
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
        if number > self.last:
            raise forms.ValidationError(
                f"Lists end at page {self.last}. Narrow the selection, to a year for example, "
                "to see what comes after."
            )
        if number < 1:
            raise forms.ValidationError(f"Page is a number from 1 to {self.last}.")
        return str(number)
