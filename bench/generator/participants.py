"""Generate participations: mostly two sides, sometimes a session of thirty."""

from datetime import date
from random import Random

from meetings.models.choices import Attendance, ParticipationBasis, Rank, Role
from meetings.snapshot.shape import ParticipationContent

from .world import ActorOfWorld, Holder, World

HEADS = (Rank.HEAD_OF_STATE, Rank.HEAD_OF_GOVERNMENT, Rank.PARTY_LEADER)
FOREIGN = (Rank.FOREIGN_MINISTER,)
OTHERS = tuple(rank.value for rank in Rank if rank not in {*HEADS, *FOREIGN})
# Ranks for which a meeting is arranged, then the ranks used if an actor has no such office.
LEVELS = (
    (HEADS, FOREIGN, OTHERS),
    (FOREIGN, OTHERS, HEADS),
    (OTHERS, FOREIGN, HEADS),
)


def number_of_sides(random: Random) -> int:
    """Return 2 for 89 % of the meetings, 3 for 6 %, 4 to 30 for the rest."""
    chance = random.random()
    if chance < 0.89:
        return 2
    if chance < 0.95:
        return 3
    return random.randint(4, 8) if chance < 0.99 else random.randint(9, 30)


def actors_on(world: World, random: Random, number: int, day: date) -> list[ActorOfWorld]:
    """Return different actors that existed on ``day``."""
    chosen: dict[str, ActorOfWorld] = {}
    while len(chosen) < number:
        actor: ActorOfWorld = world.actor_chances.draw(random)
        if actor.start <= day <= actor.end:
            chosen[actor.code] = actor
    return list(chosen.values())


class Participants:
    """The participations of a meeting, with the row numbers of their tenures."""

    def __init__(self, world: World, random: Random, actors: list[ActorOfWorld], day: date) -> None:
        self._world, self._random, self._day = world, random, day
        self.contents: list[ParticipationContent] = []
        self.tenures: list[int | None] = []
        self._people: set[str] = set()
        levels = random.choices(LEVELS, (35, 45, 20))[0]
        for actor in actors:
            self._add(actor, levels)
        if random.random() < 0.15:
            self._add_delegate(random.choice(actors))
        self._details(actors)

    def _add(self, actor: ActorOfWorld, levels: tuple[tuple[str, ...], ...]) -> None:
        """Add an actor with the holder of an office of the meeting's level, else unnamed."""
        held_office = None
        if self._random.random() < 0.94:
            held_office = next(
                filter(None, (actor.holder(ranks, self._day) for ranks in levels)), None
            )
        if held_office is None or held_office[2].person in self._people:
            self._append(actor, {"basis": ParticipationBasis.ACTOR_ONLY.value}, None)
            return
        title = self._title() if self._random.random() < 0.2 else ""
        self._append(
            actor, {**self._named(*held_office), "title_as_reported": title}, held_office[2].tenure
        )

    def _add_delegate(self, actor: ActorOfWorld) -> None:
        """Add a second person of one actor, a member of the delegation."""
        held_office = actor.holder(OTHERS, self._day)
        if held_office is not None and held_office[2].person not in self._people:
            named = {**self._named(*held_office), "role": Role.DELEGATION.value}
            self._append(actor, named, held_office[2].tenure)

    def _named(self, office: str, rank: str, holder: Holder) -> dict[str, str | bool]:
        self._people.add(holder.person)
        return {
            "person": holder.person,
            "office": office,
            "acting": holder.acting,
            "rank": rank,
        }

    def _append(
        self, actor: ActorOfWorld, named: dict[str, str | bool], tenure: int | None
    ) -> None:
        content: ParticipationContent = {
            "actor": actor.code,
            "person": None,
            "office": None,
            "acting": False,
            "title_as_reported": "",
            "rank": "",
            "side": None,
            "role": Role.PRINCIPAL.value,
            "attendance": Attendance.PRESENT.value,
            "standing_in_for": None,
            "also_for": None,
            "basis": ParticipationBasis.NAMED.value,
            "authority_as_reported": self._title() if actor.contested else "",
            "uncertain": False,
        }
        content.update(named)  # type: ignore[typeddict-item]
        self.contents.append(content)
        self.tenures.append(tenure)

    def _details(self, actors: list[ActorOfWorld]) -> None:
        """Add rare details: absence, doubt, mediation, a second actor, a numbered side."""
        random, last = self._random, self.contents[-1]
        chance = random.random()
        if len(actors) > 3 and chance < 0.2:
            last["attendance"] = random.choice((Attendance.ABSENT, Attendance.DECLINED)).value
        elif len(actors) == 3 and chance < 0.3:
            last["role"] = Role.MEDIATOR.value
        elif len(actors) > 3 and chance < 0.3:
            codes = [actor.code for actor in actors]
            for participation in self.contents:
                participation["side"] = 1 + codes.index(participation["actor"]) % 2
        if random.random() < 0.01:
            self.contents[0]["uncertain"] = True
        if random.random() < 0.005:
            second = actors_on(self._world, random, 1, self._day)[0].code
            if second not in {participation["actor"] for participation in self.contents}:
                self.contents[0]["also_for"] = second

    def host(self, code: str | None) -> None:
        """Mark the actor ``code`` as host, if it is a participant."""
        for participation in self.contents:
            if participation["actor"] == code and participation["role"] == Role.PRINCIPAL:
                participation["role"] = Role.HOST.value

    def _title(self) -> str:
        return self._world.vocabulary.title(self._random, 3)
