"""Crawl every public address of the demonstration register, and write a manifest of the answers.

    python tools/crawl.py [--root DIR] [--out MANIFEST] [--keep DIR] [--all] [--without-index]
    python tools/crawl.py --accept FILE
    python tools/crawl.py --compare MANIFEST MANIFEST [--most NUMBER]

The first form creates a register of reference and demonstration data in its own database with
frozen time, and requests in process every page, every file of every meeting and version, every
export in every unit, the API, suggestions, searches and errors. The manifest has a line for each
address: status, relevant headers, and SHA-256 of the body. Two checkouts with equal answers have
the same manifest; so have two runs, with or without the facet index.

``--keep`` writes the bodies, so that differences can be inspected. ``--all`` also requests the
lists that are left out because they are similar to others. ``--accept`` writes the count and the
digest of each family of addresses, with which `tests/test_crawl.py` compares. ``--compare``
prints the differences.
"""

import argparse
import sys
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Final

if __name__ == "__main__":
    # Replaces this folder, which has modules named like those of the standard library.
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from django.test import Client

from tools.checkout import ROOT
from tools.crawling import addresses, manifest
from tools.crawling.register import HOST, demonstration

MOST_ADDRESSES: Final = 20_000
SHARE: Final = 6


def crawl(folder: Path | None, share: int) -> Iterator[manifest.Answer]:
    """Yield the answer of each address, each once; bodies go into ``folder``.

    One in ``share`` of the lists that pages of shared things link to is requested.
    """
    client = Client(SERVER_NAME=HOST, raise_request_exception=False)
    waiting = deque(dict.fromkeys(addresses.seeds()))
    seen_addresses = set(waiting)
    while waiting:
        request = waiting.popleft()
        answer, body = _ask(client, request)
        if folder:
            manifest.keep(folder, request, body)
        yield answer
        targets = addresses.after(request, answer.media_type, body, share)
        new_addresses = [
            target for target in dict.fromkeys(targets) if target not in seen_addresses
        ]
        waiting.extend(new_addresses)
        seen_addresses.update(new_addresses)
        if len(seen_addresses) > MOST_ADDRESSES:
            raise RuntimeError(f"The crawl goes on after {MOST_ADDRESSES} addresses: {request}")


def _ask(client: Client, request: str) -> tuple[manifest.Answer, bytes]:
    """Return the answer and the body of a request: an address, after a method other than GET."""
    method, _, address = request.rpartition(" ")
    response = client.generic(method or "GET", address)
    body = b"" if method == "HEAD" else response.getvalue()
    response.close()
    return manifest.answer(request, response.status_code, response.headers, body), body


def main() -> int:
    """Run the command line; return 1 if two manifests differ."""
    options = _options()
    if options.compare:
        differences = manifest.differences(*map(manifest.read, options.compare))
        print(manifest.told(differences, options.most))
        return 1 if differences else 0
    # Resolved now, because entering the checkout changes the working folder.
    paths = [path and path.resolve() for path in (options.keep, options.out, options.accept)]
    keep, out, accept = paths
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
    with demonstration(options.root.resolve(), indexed=not options.without_index):
        answers = list(crawl(keep, 1 if options.all else SHARE))
    print(f"{len(answers):,} addresses in {time.process_time():.0f} CPU seconds", file=sys.stderr)
    if out:
        manifest.write(answers, out)
    if accept:
        accept.write_text(manifest.digests(answers), encoding="utf-8")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Ask every public address, and compare.")
    parser.add_argument("--root", type=Path, default=ROOT, help="the checkout that is asked")
    parser.add_argument("--out", type=Path, help="where the manifest goes")
    parser.add_argument("--keep", type=Path, help="a folder for the bodies")
    parser.add_argument("--without-index", action="store_true", help="let SQL answer the lists")
    parser.add_argument("--all", action="store_true", help="follow links that are much alike, too")
    parser.add_argument("--accept", type=Path, help="where the digests of the families go")
    parser.add_argument("--compare", type=Path, nargs=2, help="two manifests")
    parser.add_argument("--most", type=int, default=5, help="differences to name of each family")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
