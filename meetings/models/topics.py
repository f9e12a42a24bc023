"""Topics of talks, as a tree with aliases."""

from collections.abc import Iterable

from django.db import models

from . import base


class Topic(base.SharedThing):
    """A subject of talks. The topic Ukraine is not the actor Ukraine."""

    name = models.CharField(max_length=120, unique=True)
    article = models.BooleanField(
        "takes “the”", default=False, help_text="In a sentence: about the Korean War."
    )
    slug = models.SlugField(max_length=100, unique=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    definition = models.TextField(blank=True, help_text="One sentence in our own words.")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="topic_not_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def all_names(self) -> Iterable[str]:
        """Return the name and aliases."""
        yield self.name
        if self.pk:
            yield from (alias.name for alias in self.aliases.all())


class TopicAlias(base.OtherName):
    """Another term for a topic, often the term that one side uses."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="aliases")

    class Meta:
        ordering = ["topic", "name"]
        verbose_name_plural = "topic aliases"
        constraints = [
            # An alias of two topics would make the reading of a story ambiguous.
            models.UniqueConstraint(fields=["name"], name="topicalias_names_one_topic"),
        ]
