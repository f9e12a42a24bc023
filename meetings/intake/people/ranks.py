"""Classes of titles, and the ranks of offices that each may mean."""

_RANKS_OF_CLASS = {
    "head_of_state": {
        "head_of_state",
        "leader_in_fact",
        "party_leader",
        "head_of_organisation",
        "crown_prince",
    },
    "head_of_government": {"head_of_government"},
    "foreign_minister": {"foreign_minister"},
    "leader": {"head_of_state", "head_of_government", "leader_in_fact", "party_leader"},
    "secretary": {"foreign_minister", "minister", "head_of_organisation"},
    "minister": {"minister", "foreign_minister", "head_of_government"},
    "party_leader": {"party_leader", "head_of_state", "leader_in_fact"},
}
LEADERS = ("head_of_state", "head_of_government", "leader_in_fact", "party_leader")
# Those whose meetings stories are about.
PRINCIPALS = (*LEADERS, "foreign_minister", "head_of_organisation", "leader", "crown_prince")
# “Prime Minister said”: offices that stand for whoever holds them without “the”.
BARE = ("head_of_state", "head_of_government", "foreign_minister", "head_of_organisation")
MINISTERS = ("minister", "deputy_minister", "foreign_minister")


def ranks_of(title_class: str) -> set[str]:
    """Return the ranks of offices that a class of titles may mean."""
    return _RANKS_OF_CLASS.get(title_class, {title_class})


def same_class(rank: str, other: str) -> bool:
    """Whether two classes of titles may mean the same office."""
    return rank == other or rank in ranks_of(other) or other in ranks_of(rank)


def same_level(rank: str, other: str) -> bool:
    """Whether two ranks are the same, or both those of leaders."""
    return rank == other or (rank in LEADERS and other in LEADERS)
