"""From encounters to meetings: those of the same people are one."""
