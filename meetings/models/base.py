"""Base classes of shared things: names, slugs, search text and revisions."""

from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models

from meetings import text

# The part of BCP 47 that names of people and places need: "zh-Hans", "ru", "sr-Latn".
validate_language = RegexValidator(
    r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$",
    "Write a language tag such as “en”, “zh-Hans” or “sr-Latn” (BCP 47).",
)
validate_wikidata = RegexValidator(r"^Q[1-9]\d*$", "Write a Wikidata id such as “Q142”.")


# More words are no name; a query with a condition for each would be refused or take minutes.
MOST_WORDS = 30


class SharedQuerySet(models.QuerySet[Any]):
    """Queries of all shared things."""

    def named(self, words: str) -> Self:
        """Keep the things that have all ``words`` in a name, in any order, script and accent."""
        rows = self
        for word in text.words_to_find(text.fold(words)):
            rows = rows.filter(search_text__contains=word)
        return rows


class SharedThing(models.Model):
    """A thing that many meetings refer to: a person, an office, an actor, a place.

    ``revision`` counts saves at the desk: a form opened at an older revision is refused.
    ``search_text`` holds every name, folded. ``pending_update`` says that the public record shows
    an older state. ``editors`` are the users who changed the thing since it was last published:
    somebody else has to publish it.
    """

    revision = models.PositiveIntegerField(default=0, editable=False)
    search_text = models.TextField(default="", editable=False)
    notes = models.TextField("notes of the desk", blank=True, help_text="Never shown publicly.")

    pending_update = models.BooleanField(default=False, editable=False)
    editors = models.ManyToManyField(settings.AUTH_USER_MODEL, editable=False, related_name="+")

    objects = SharedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, update ``search_text`` from the names, and set a slug if it is empty."""
        if getattr(self, "slug", None) == "":
            self.slug = self._free_slug()
        self.search_text = self.folded_names()
        fields = kwargs.get("update_fields")
        if fields is not None:
            kwargs["update_fields"] = {*fields, "search_text"}
        super().save(*args, **kwargs)

    def all_names(self) -> Iterable[str]:
        """Return the names by which search finds the thing. Implemented by each model."""
        raise NotImplementedError

    def translated_names(self) -> Iterable[str]:
        """Return names in other languages, by which search finds the thing too."""
        return ()

    def folded_names(self) -> str:
        """Return the present value for ``search_text``."""
        return text.fold_all([*self.all_names(), *self.translated_names()])

    def refresh_search_text(self) -> None:
        """Store the folded names again, after rows of other names have changed."""
        self.search_text = self.folded_names()
        type(self)._base_manager.filter(pk=self.pk).update(search_text=self.search_text)

    def _free_slug(self) -> str:
        """Return a slug made from the name that no other row of the model has."""
        base = text.slugify_name(str(self), fallback=self._meta.model_name or "entry")
        rows: Any = type(self)._base_manager
        taken = set(
            rows.filter(slug__startswith=base).exclude(pk=self.pk).values_list("slug", flat=True)
        )
        numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
        return next(slug for slug in (base, *numbered) if slug not in taken)


class OtherName(models.Model):
    """A further name of a shared thing, with the language it is in."""

    name = models.CharField(max_length=200)
    language = models.CharField(
        max_length=20,
        blank=True,
        validators=[validate_language],
        help_text="BCP 47: “zh-Hans”, “ru”. Empty where it has none.",
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


def one_of(field: str, choices: Iterable[str]) -> models.Q:
    """Return the condition that ``field`` holds one of ``choices`` (for check constraints)."""
    return models.Q(**{f"{field}__in": list(choices)})


def choice_constraint(model: str, field: str, choices: Iterable[str]) -> models.CheckConstraint:
    """Return the constraint that keeps values outside a vocabulary out of ``field``."""
    return models.CheckConstraint(condition=one_of(field, choices), name=f"{model}_{field}_known")
