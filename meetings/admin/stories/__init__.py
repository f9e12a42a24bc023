"""Stories at the desk: the queue, the page where a story becomes meetings, and what is pasted."""
