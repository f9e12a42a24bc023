"""Every change of what editors work on, before it is published."""
