"""Snapshots: the schema of a published meeting, and the reader that upgrades old versions."""
