"""Typed relations: text inputs (comboboxes) that name a thing, resolved on the server."""
