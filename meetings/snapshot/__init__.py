"""The shape of a published meeting, and the one door through which frozen ones are read."""
