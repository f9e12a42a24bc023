"""Filters over vocabularies, from the channel to whether an editor checked the meeting."""

import re
from collections.abc import Collection
from typing import Any, ClassVar

from django import forms
from django.conf.locale import LANG_INFO
from django.db.models import Q

from meetings.english import listed
from meetings.models.choices import LEVEL_OF_RANK, Accounts, Channel, Level, Occurrence, Setting

from . import base


class VocabularyFilter(base.SelectionFilter):
    """A filter over a closed vocabulary or another short list.

    ``choices``: values and labels. ``phrases``: phrases by value, for the sentence about the
    selection. ``states``: words after ``is:`` in the search box, with their values. ``{values}``
    in ``doc`` is replaced by the list of values.
    """

    source: ClassVar[base.Column | None]
    choices: ClassVar[list[tuple[str, str]]]
    phrases: ClassVar[dict[str, str]] = {}
    states: ClassVar[dict[str, str]] = {}
    required = (*base.SelectionFilter.required, "choices")

    def read(self, text: str) -> str:
        """Return a value of the vocabulary; case does not matter."""
        value = text.lower()
        if value not in dict(self.choices):
            values, labels = (
                listed(list(words), "or") for words in zip(*self.choices, strict=True)
            )
            raise base.NotInVocabulary(
                f"{self.caption} is one of {values}.", f"{self.caption} is one of these: {labels}."
            )
        return value

    def label_of_value(self, value: object) -> str:
        """Return the label of the value in the vocabulary."""
        return dict(self.choices)[str(value)]

    def condition(self, chosen: base.Chosen) -> Q:
        """Keep records that have any of the values in the column."""
        values = chosen[self.parameter]
        if self.source is None or values == self.left_out:
            return Q()
        return self.source.keeping(values)

    def words(self, chosen: base.Chosen) -> str:
        """Join the phrases of the values with *or*."""
        values = chosen[self.parameter]
        phrases = [self.phrases[value] for value in values if value in self.phrases]
        return listed(phrases, "or") if phrases else ""

    def labelled(self, values: Collection[str]) -> list[tuple[str, str]]:
        """Return those of the vocabulary that are among ``values``, with their labels."""
        return [pair for pair in self.choices if pair[0] in values]

    def options(self, selected: str) -> list[base.Option]:
        """Return the options of a select; “Any” comes first if there is no default."""
        empty = [] if self.default else [base.Option("", "Any", not selected)]
        current = selected or self.default
        return empty + [
            base.Option(value, label, value == current) for value, label in self.choices
        ]


class ChannelFilter(VocabularyFilter):
    """How the participants met."""

    parameter, caption, doc = "channel", "How they met", "{values}"
    source, facet, controls = base.Column("channel"), base.Facet(100), base.Controls()
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


class SettingFilter(VocabularyFilter):
    """What sort of encounter it was."""

    parameter, caption, doc = "setting", "Setting", "{values}"
    source, facet, controls = base.Column("setting"), base.Facet(110), base.Controls()
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
    """Return 2, 3 or 4+ as in addresses; "" for a meeting with fewer sides."""
    return "4+" if sides >= 4 else str(sides) if sides >= 2 else ""


class SidesFilter(VocabularyFilter):
    """How many sides there were; ``4+`` is four or more."""

    parameter, caption, doc = "sides", "Sides", "{values}"
    source, facet, controls = (
        base.Column("sides", number_of_sides),
        base.Facet(90),
        base.Controls(),
    )
    choices: ClassVar[list[tuple[str, str]]] = [
        ("2", "Two"),
        ("3", "Three"),
        ("4+", "Four or more"),
    ]
    states: ClassVar[dict[str, str]] = {"bilateral": "2", "trilateral": "3", "multilateral": "4+"}

    def read(self, text: str) -> str:
        """Return 2, 3 or 4+; a plus sign typed into an address is decoded as a space."""
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


class LevelFilter(VocabularyFilter):
    """The highest level at which at least two sides were represented."""

    parameter, caption = "level", "Level"
    doc = (
        "Highest level at which two sides were represented: {values}; a rank, as "
        "`foreign_minister`, leads to its level"
    )
    source, facet, controls = base.Column("level"), base.Facet(80), base.Controls()
    choices = list(Level.choices)
    states: ClassVar[dict[str, str]] = dict(zip(Level.values, Level.values, strict=True))

    def read(self, text: str) -> str:
        """Return a level; a rank, which addresses had once, is read as its level."""
        return super().read(LEVEL_OF_RANK.get(text.lower(), text))

    def words(self, chosen: base.Chosen) -> str:
        """Say “at the level of foreign ministers”."""
        levels = [self.label_of_value(value).lower() for value in chosen[self.parameter]]
        return f"at the level of {listed(levels, 'or')}" if levels else ""


class OccurrenceFilter(VocabularyFilter):
    """Whether it took place; meetings held unless asked otherwise."""

    parameter, caption, doc = "occurrence", "Status", "{values}"
    default, left_out = "held", ("any",)
    source, facet, controls = base.Column("occurrence"), base.Facet(140), base.Controls()
    choices: ClassVar[list[tuple[str, str]]] = [*Occurrence.choices, ("any", "Any status")]
    states: ClassVar[dict[str, str]] = {
        **dict(zip(Occurrence.values, Occurrence.values, strict=True)),
        "cancelled": Occurrence.CALLED_OFF,
    }

    def choose(self, values: tuple[str, ...]) -> tuple[Any, ...]:
        """Return the values; *any* replaces all others."""
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


class AccountsFilter(VocabularyFilter):
    """Whose accounts are recorded: a statement about our sources.

    With *disputed*, meetings of which it is disputed whether they took place are not left out.
    """

    parameter, caption = "accounts", "Accounts recorded"
    doc = (
        "Whose accounts are recorded: {values}; with `disputed`, meetings that are disputed "
        "themselves are not left out"
    )
    source, facet, controls = base.Column("accounts"), base.Facet(120), base.Controls()
    choices = list(Accounts.choices)
    widens: ClassVar[base.Widens | None] = base.Widens(
        Accounts.DISPUTED.value, OccurrenceFilter.parameter, Occurrence.DISPUTED.value
    )
    phrases: ClassVar[dict[str, str]] = {
        Accounts.ALL_SIDES: "with every side’s own account",
        Accounts.SOME_SIDES: "with some sides’ own accounts",
        Accounts.ONE_SIDE: "with one side’s own account only",
        Accounts.JOINT_TEXT: "with a joint text only",
        Accounts.THIRD_PARTY: "with accounts of third parties only",
        Accounts.DISPUTED: "with accounts that contradict each other",
    }


class CheckedFilter(VocabularyFilter):
    """Whether an editor entered or checked it, or it was imported from a list."""

    parameter, caption, doc = "checked", "Checked by an editor", "{values}"
    source, facet, controls = (
        base.Column("checked", lambda checked: "yes" if checked else "no"),
        base.Facet(150),
        base.Controls(),
    )
    choices: ClassVar[list[tuple[str, str]]] = [
        ("yes", "Checked by an editor"),
        ("no", "Imported, not checked"),
    ]
    phrases: ClassVar[dict[str, str]] = {
        "yes": "checked by an editor",
        "no": "imported and not checked by an editor",
    }
    states: ClassVar[dict[str, str]] = {"checked": "yes", "unchecked": "no"}

    def condition(self, chosen: base.Chosen) -> Q:
        """Keep records by whether an editor has checked them."""
        values = {value == "yes" for value in chosen[self.parameter]}
        return Q(checked=values.pop()) if len(values) == 1 else Q()


# Language and the rest of a tag (BCP 47).
_TAG = re.compile(r"([a-z]{2,3})(-[a-z0-9]{2,8})*", re.ASCII)


class SourceLanguageFilter(VocabularyFilter):
    """The language of one of the sources, in whatever script or of whatever region."""

    parameter, caption = "source_language", "Language of a source"
    doc = "Language of a source, a tag of BCP 47: `zh`, which finds `zh-Hans` and `zh-Hant` too"
    synonyms = ("language",)
    source = base.Column("source_languages", several=True)
    facet, controls = base.Facet(135), base.Controls()
    # The languages that have a name here; any other tag is a value, too.
    choices: ClassVar[list[tuple[str, str]]] = sorted(
        {
            **{tag: about["name"] for tag, about in LANG_INFO.items() if "-" not in tag},
            "zh": "Chinese",
        }.items(),
        key=lambda pair: pair[1],
    )

    def read(self, text: str) -> str:
        """Return the language of a tag, or of an English name."""
        named = {label.lower(): value for value, label in self.choices}
        tag = _TAG.fullmatch(named.get(text.lower(), text.lower()))
        if tag is None:
            raise forms.ValidationError(
                f"{self.caption} is a language tag such as en, zh or zh-Hans (BCP 47)."
            )
        return tag[1]

    def label_of_value(self, value: object) -> str:
        """Return the English name of a language, or its tag if it has none here."""
        return dict(self.choices).get(str(value), str(value))

    def labelled(self, values: Collection[str]) -> list[tuple[str, str]]:
        """Return the languages with their labels, sorted by label."""
        labelled = [(value, self.label_of_value(value)) for value in values]
        return sorted(labelled, key=lambda pair: pair[1].casefold())

    def words(self, chosen: base.Chosen) -> str:
        """Say “with a source in Chinese or French”."""
        names = [self.label_of_value(value) for value in chosen[self.parameter]]
        return f"with a source in {listed(names, 'or')}" if names else ""
