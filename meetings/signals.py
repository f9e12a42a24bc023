"""What runs after migrations."""


def connect() -> None:
    """Connect the receivers."""
