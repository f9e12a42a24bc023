"""The page of a meeting: everything about it in one place."""
