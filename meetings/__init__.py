"""Sidelines: the register of diplomatic meetings."""
