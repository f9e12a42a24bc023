"""Why the second reader does not answer."""


class NoAnswer(Exception):
    """There is no answer that can be used; the message completes “no answer: …”.

    It never holds the key of the endpoint, nor words of a server.
    """
