"""Rate limiting of the API by client."""

import hashlib

from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle

from diplomacy.requests import client_network


class ClientThrottle(AnonRateThrottle):
    """Counts requests in the shared cache, so that the limit holds across workers and nodes.

    The client's network comes from our own proxies. It is stored as a hash, for no longer than the
    limit needs it.
    """

    def get_ident(self, request: Request) -> str:
        """Return the key that identifies the client."""
        return hashlib.sha256(client_network(request).encode()).hexdigest()[:32]
