"""People and their names."""

from collections.abc import Iterable

from django.db import models

from . import base


class Person(base.SharedThing):
    """A human being who takes part in meetings or is quoted.

    ``slug`` becomes part of a public address; it is frozen when a meeting that shows the person is
    first published. ``family_name`` is the part to sort by; ``sort_name`` the whole sort form.
    """

    name = models.CharField(max_length=200, help_text="As we write it in running text.")
    sort_name = models.CharField(
        max_length=200, blank=True, help_text="“Lavrov, Sergey”. Empty: the same as the name."
    )
    short_name = models.CharField(
        max_length=100, blank=True, help_text="For narrow places: “Lavrov”."
    )
    family_name = models.CharField(max_length=100, blank=True)
    slug = models.SlugField(max_length=100, unique=True, blank=True)
    wikidata_id = models.CharField(max_length=20, blank=True, validators=[base.validate_wikidata])

    class Meta:
        ordering = ["sort_name", "name"]
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="person_has_name"),
            models.CheckConstraint(condition=~models.Q(slug=""), name="person_has_slug"),
        ]

    def __str__(self) -> str:
        return self.name

    def all_names(self) -> Iterable[str]:
        """Return the name in all its forms and every other name."""
        yield from (self.name, self.sort_name)
        if self.pk:
            yield from (other.name for other in self.names.all())


class PersonName(base.OtherName):
    """Another name or spelling of a person: 王毅, Лавров, S. Jaishankar."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="names")

    class Meta:
        ordering = ["person", "language", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "name", "language"], name="personname_unique"
            ),
        ]
