"""What a pasted page is: its source, its day, and the story without the furniture."""
