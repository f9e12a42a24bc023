"""Rate limiting of the API by client."""

import hashlib
import logging
from typing import TYPE_CHECKING

from django.db import DatabaseError
from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle

if TYPE_CHECKING:
    from rest_framework.views import APIView  # it imports this module, by a setting

from diplomacy.requests import client_network

logger = logging.getLogger(__name__)


class ClientThrottle(AnonRateThrottle):
    """Counts requests in the shared cache, so that the limit holds across workers and nodes.

    The client's network comes from our own proxies. It is stored as a hash, for no longer than the
    limit needs it.
    """

    def get_ident(self, request: Request) -> str:
        """Return the key that identifies the client."""
        return hashlib.sha256(client_network(request).encode()).hexdigest()[:32]

    def allow_request(self, request: Request, view: "APIView") -> bool:
        """Whether the client may ask now; everybody may while the count cannot be stored."""
        try:
            return super().allow_request(request, view)
        except DatabaseError:
            # A full disk, for one: what can be read is answered all the same.
            logger.warning("Requests to the API cannot be counted", exc_info=True)
            return True
