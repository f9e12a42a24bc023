"""Probe the health of the local server: `python -m diplomacy.probe [/readyz]`.

For a container's health check, where no other HTTP client is installed. It sends the first of
ALLOWED_HOSTS as its Host header, because the health checks keep the host check. The exit code is
0 for an answer of 200, else 1.
"""

import os
import sys
from http.client import HTTPConnection, HTTPException

TIMEOUT_SECONDS = 5


def probe(path: str, *, port: int, host: str) -> bool:
    """Say whether `path` on this machine's `port` answers 200 to a request for `host`."""
    connection = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)
    try:
        connection.request("GET", path, headers={"Host": host})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def main(arguments: list[str]) -> int:
    """Probe the path in `arguments` (default /healthz) and return the exit code."""
    path = arguments[0] if arguments else "/healthz"
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".")
    port = int(os.environ.get("BIND", "127.0.0.1:8000").rpartition(":")[2])
    return 0 if probe(path, port=port, host=host) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
