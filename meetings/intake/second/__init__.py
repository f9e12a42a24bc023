"""The second reader: a language model that an installation names, whose every word is checked."""
