"""What every output says of itself: which selection, from where, of which state, on what terms."""

from dataclasses import asdict, dataclass

LICENCE = "CC BY 4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
REGISTER = "Sidelines"


@dataclass(frozen=True)
class About:
    """Where an output comes from.

    ``selection`` says it in words, ``selection_address`` is the list page with the same
    meetings (absolute), ``register_clock`` the state of the register: every public change up to
    that number is included. ``base`` is scheme and host, ending in a slash.
    """

    selection: str
    selection_address: str
    register_clock: int
    base: str

    @property
    def trailer(self) -> list[str | int]:
        """The cells of ``CSV_TRAILER``."""
        return [self.selection, self.selection_address, self.register_clock, LICENCE]

    def document(self) -> dict[str, object]:
        """Return what JSON documents begin with."""
        own = asdict(self)
        del own["base"]
        return {**own, "licence": LICENCE, "licence_address": LICENCE_ADDRESS}
