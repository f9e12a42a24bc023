"""Finding meetings at the desk by the names of who and what they show."""

from typing import Any

from django.db.models import Q, QuerySet

from meetings.models import Actor, Participation, Person, Summit
from meetings.text import fold, words_to_find


def with_words(meetings: QuerySet[Any], typed: str) -> QuerySet[Any]:
    """Keep the ``meetings`` that have every typed word in a name, a title or the public id.

    The words are looked for in people, actors and summits, in any script and order.
    """
    for word in words_to_find(typed):
        folded = fold(word)
        conditions = Q(title__icontains=word) | Q(public_id__istartswith=word)
        if folded:
            # The few names are looked through first, not those of every participation; sub-queries,
            # because one join for each word would multiply the rows.
            people, actors, summits = (
                model.objects.filter(search_text__contains=folded)
                for model in (Person, Actor, Summit)
            )
            participations = Participation.objects.filter(
                Q(person__in=people) | Q(actor__in=actors)
            )
            conditions |= Q(pk__in=participations.values("meeting")) | Q(summit__in=summits)
        meetings = meetings.filter(conditions)
    return meetings
