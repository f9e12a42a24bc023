"""Public facts of each shared thing: its card, and the details of its own page."""
