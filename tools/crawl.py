"""Ask every public address of the demonstration register, and write down what they answer.

    python tools/crawl.py [--root DIR] [--out MANIFEST] [--keep DIR] [--all] [--without-index]
    python tools/crawl.py --accept FILE
    python tools/crawl.py --compare MANIFEST MANIFEST [--most NUMBER]

The first makes a register of reference and demonstration data in a database of its own, at a time
that stands still, and asks in process for every page, every file of every meeting and version,
every export in every unit, the API, suggestions, searches and errors. The manifest has a line for
each address: status, headers that matter, and SHA-256 of the body. Two trees that answer alike
have the same manifest, and so have two runs, with the facet index or without.

``--keep`` writes the bodies, so that a difference can be looked at. ``--all`` asks also for the
lists that are left out because they are much like others. ``--accept`` writes the count and the
digest of each family of addresses, with which `tests/test_crawl.py` compares. ``--compare``
prints what differs.
"""

import argparse
import sys
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Final

if __name__ == "__main__":
    # In place of this folder, whose modules have names of the standard library.
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from django.test import Client

from tools.checkout import ROOT
from tools.crawling import addresses, manifest
from tools.crawling.register import HOST, demonstration

MOST_ADDRESSES: Final = 20_000
SHARE: Final = 6


def crawl(folder: Path | None, share: int) -> Iterator[manifest.Answer]:
    """Yield what each address answers, each once; bodies go into ``folder``.

    Of the lists that pages of shared things link to, one in ``share`` is asked for.
    """
    client = Client(SERVER_NAME=HOST, raise_request_exception=False)
    waiting = deque(dict.fromkeys(addresses.seeds()))
    known = set(waiting)
    while waiting:
        asked = waiting.popleft()
        answer, body = _ask(client, asked)
        if folder:
            manifest.keep(folder, asked, body)
        yield answer
        targets = addresses.after(asked, answer.media_type, body, share)
        unknown = [target for target in dict.fromkeys(targets) if target not in known]
        waiting.extend(unknown)
        known.update(unknown)
        if len(known) > MOST_ADDRESSES:
            raise RuntimeError(f"The crawl goes on after {MOST_ADDRESSES} addresses: {asked}")


def _ask(client: Client, asked: str) -> tuple[manifest.Answer, bytes]:
    """Return the answer of an address, with a method before it or GET, and its body."""
    method, _, address = asked.rpartition(" ")
    response = client.generic(method or "GET", address)
    body = b"" if method == "HEAD" else response.getvalue()
    response.close()
    return manifest.answer(asked, response.status_code, response.headers, body), body


def main() -> int:
    """Do what the command line says; 1 where two manifests differ."""
    options = _options()
    if options.compare:
        differences = manifest.differences(*map(manifest.read, options.compare))
        print(manifest.told(differences, options.most))
        return 1 if differences else 0
    # Before the tree is entered, and with it another folder.
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
