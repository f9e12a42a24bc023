"""Reading of stories: from a text to proposed meetings, and from accepted ones to drafts."""
