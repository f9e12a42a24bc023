"""Derivation rules and completeness checks of a meeting. Pure functions."""
