"""Finding meetings at the desk by the names of who and what they show."""

from typing import Any

from django.db.models import Q, QuerySet

from meetings.models import Participation
from meetings.models.base import MOST_WORDS
from meetings.text import fold


def with_words(meetings: QuerySet[Any], typed: str) -> QuerySet[Any]:
    """Keep the ``meetings`` that have every typed word in a name, a title or the public id.

    The words are looked for in people, actors and summits, in any script and order.
    """
    for word in list(dict.fromkeys(typed.split()))[:MOST_WORDS]:
        folded = fold(word)
        conditions = Q(title__icontains=word) | Q(public_id__iexact=word)
        if folded:
            # A sub-query, because one join for each word would multiply the rows.
            participations = Participation.objects.filter(
                Q(person__search_text__contains=folded) | Q(actor__search_text__contains=folded)
            )
            conditions |= Q(pk__in=participations.values("meeting"))
            conditions |= Q(summit__search_text__contains=folded)
        meetings = meetings.filter(conditions)
    return meetings
