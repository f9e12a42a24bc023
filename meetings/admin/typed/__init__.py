"""Typed relations: text that names a thing of the register, resolved on the server."""
