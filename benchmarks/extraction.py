"""How well the main text of pages is read, on data that others wrote and that is no part of this project.

    python -m benchmarks.extraction --latam FOLDER --articles FOLDER

`--latam`: a folder with index.json (strings that a page's text must and must not contain) and the pages, which are
read as `almenara extract` reads them: publishers of the catalogue as their source's file wants it. `--articles`: a
checkout of scrapinghub/article-extraction-benchmark; its measure is computed here as it defines it: word 4-shingles
as multisets, precision and recall a page, their means, and F1 of the means. Half of its hosts, by hash, were looked
at while the rules were written; the other half is held out. A folder that is absent is said to be, with exit status
0.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import mean
from urllib.parse import urlsplit

import trafilatura

from core.records import Extracted
from core.settings import load
from crawlers.source import read_catalogue
from crawlers.whose_page import Hosts
from extraction.extract import extract
from extraction.files import extract_file

Reader = Callable[[bytes, str], str]
_SHINGLE = 4
_AROUND = 60  # characters on either side
_WORD = re.compile(r"\w+")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures of every data set that is there."""
    parser = argparse.ArgumentParser(description="How well the main text of pages is read.")
    parser.add_argument("--latam", type=Path, help="folder with index.json and html/")
    parser.add_argument("--articles", type=Path, help="checkout of scrapinghub/article-extraction-benchmark")
    parser.add_argument("--verbose", action="store_true", help="name the pages that fail, and the lines that make them")
    options = parser.parse_args(arguments)
    for folder, needed, measure in (
        (options.latam, "index.json", lambda f: latam(f, verbose=options.verbose)),
        (options.articles, "ground-truth.json", articles),
    ):
        if folder is None:
            continue
        if (folder / needed).is_file():
            measure(folder)
        else:
            print(f"{folder}: no {needed} here; nothing measured.")
    return 0


def latam(folder: Path, *, verbose: bool = False) -> None:
    """Pages whose text keeps every string that it must and lets none through that it must not."""
    strict = lenient = 0
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    hosts = Hosts(read_catalogue(load().source_folders))
    for entry in index:
        page = extract_file(folder / entry["file"], entry["url"], manner_of=hosts.manner_of)
        missing, unwanted = _contained(page, entry, with_title=False)
        strict += not missing and not unwanted
        missing_with_title, _ = _contained(page, entry, with_title=True)
        lenient += not missing_with_title and not unwanted
        if verbose and (missing or unwanted):
            print("\n    ".join((f"  {entry['file']}", *_told(page, missing, unwanted))))
    print(f"latam: {strict} of {len(index)} pages in text alone; {lenient} where the title may hold what must be kept")


def _contained(page: Extracted, entry: Mapping[str, list[str]], *, with_title: bool) -> tuple[list[str], list[str]]:
    text = _one_line(page.text)
    whole = f"{_one_line(page.title)} {text}" if with_title else text
    missing = [s for s in entry["must_contain"] if _one_line(s) not in whole]
    return missing, [s for s in entry["must_not_contain"] if _one_line(s) in text]


def _told(page: Extracted, missing: Sequence[str], unwanted: Sequence[str]) -> Iterator[str]:
    """What is wrong with a page's text, and where in the page's text it stands."""
    for one in missing:
        at = "is its title" if _one_line(one) in _one_line(page.title) else "nowhere"
        yield f"missing {one!r}: {at}"
    for one in unwanted:
        for line in map(_one_line, page.text.split("\n")):
            head, found, tail = line.partition(_one_line(one))
            if found:
                yield f"unwanted {one!r}: …{head[-_AROUND:]}[{found}]{tail[:_AROUND]}…"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def articles(folder: Path) -> None:
    """F1 of ours and of trafilatura, by halves and whole, and the seconds that each took."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    bodies = {key: gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()) for key in truth}
    readers: dict[str, Reader] = {
        "almenara": lambda body, url: extract(body, url=url).text,
        "trafilatura": lambda body, _: trafilatura.extract(body, include_comments=False) or "",
    }
    for name, reader in readers.items():
        started = time.perf_counter()
        read = {key: reader(bodies[key], truth[key]["url"]) for key in truth}
        seconds = time.perf_counter() - started
        print(f"articles, {name}: {1000 * seconds / len(read):.0f} ms a page")
        for part in ("development", "held out", "all"):
            keys = [key for key in truth if part in ("all", half(truth[key]["url"]))]
            f1, precision, recall = score([(truth[key].get("articleBody", ""), read[key]) for key in keys])
            print(f"  {part:<12} {len(keys):>4} pages  F1 {f1:.3f}  precision {precision:.3f}  recall {recall:.3f}")


def half(url: str) -> str:
    """Whether a page's host was looked at while the rules were written, by the parity of its hash's first byte."""
    digest = hashlib.sha256((urlsplit(url).hostname or "").encode()).digest()
    return "held out" if digest[0] % 2 else "development"


def score(pairs: Sequence[tuple[str, str]]) -> tuple[float, float, float]:
    """F1, precision and recall over (true, read) texts, as the benchmark defines them."""
    precisions, recalls = [], []
    for true, read in pairs:
        expected, found = _shingles(true), _shingles(read)
        shared = (expected & found).total()
        if found:
            precisions.append(shared / found.total())
        if expected:
            recalls.append(shared / expected.total())
    precision, recall = mean(precisions or [0.0]), mean(recalls or [0.0])
    return (2 * precision * recall / (precision + recall) if precision + recall else 0.0), precision, recall


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    shingles = (tuple(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1)))
    return Counter(shingle for shingle in shingles if shingle)


if __name__ == "__main__":
    sys.exit(main())
