"""Encounters: who met whom, by which words, and whether it took place."""
