"""How often one client may ask."""

import hashlib

from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle

from diplomacy.requests import client_address


class ClientThrottle(AnonRateThrottle):
    """Counts in the shared cache, so that the limit holds across workers and nodes.

    The client is the one our own proxies vouch for; its address is kept as a hash, for as long
    as the limit needs it.
    """

    def get_ident(self, request: Request) -> str:
        """Return what the client is counted by."""
        return hashlib.sha256(client_address(request).encode()).hexdigest()[:32]
