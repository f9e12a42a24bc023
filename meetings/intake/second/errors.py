"""Why the second reader does not answer."""


class NoAnswer(Exception):
    """There is no answer that can be used; the message completes “no answer: …”.

    It holds neither the key of the endpoint nor a word of a server or a story, and may be logged.
    ``detail`` is for the editor, who knows the story: it may show a few words of the answer.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.detail = detail
