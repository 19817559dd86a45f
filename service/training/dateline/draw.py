"""Draw the rows that a person labels for false explicit datelines; seeded, to be drawn again.

Must not: write any text of the data; a row is known by its number and the digest of its text.
Run: python -m training.dateline.draw ROWS.jsonl.gz FIELD OUT.jsonl
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
from pathlib import Path

import copydesk
from copydesk.draft import Block, BlockKind, Copy
from copydesk.enrich.dateline import DatelineDesk, PlaceNames

SEED = 20261124
EACH_MAX = 500
PLACES = Path(copydesk.__file__).parent / "models" / "dateline" / "places.tsv"


def main() -> None:
    """Write {"row", "sha256", "fired"} for at most 500 rows that fire and 500 of the rest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=Path)
    parser.add_argument("field")
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    desk = DatelineDesk(PlaceNames.parse(PLACES.read_text(encoding="ascii")))
    with gzip.open(given.rows, "rt", encoding="utf-8") as lines:
        texts = [str(json.loads(line)[given.field]) for line in lines]
    fired = [number for number, text in enumerate(texts) if _fires(desk, text)]
    rest = sorted(set(range(len(texts))) - set(fired))
    chance = random.Random(SEED)  # noqa: S311 - a draw, not a secret
    drawn = sorted(chance.sample(fired, min(EACH_MAX, len(fired))))
    others = sorted(chance.sample(rest, min(EACH_MAX, len(rest))))
    with given.out.open("w", encoding="utf-8") as out:
        for number in (*drawn, *others):
            digest = hashlib.sha256(texts[number].encode()).hexdigest()[:16]
            row = {"row": number, "sha256": digest, "fired": number in fired}
            out.write(json.dumps(row) + "\n")
    print(f"{len(fired)} of {len(texts)} fire; {len(drawn)} of them and {len(others)} others drawn")


def _fires(desk: DatelineDesk, text: str) -> bool:
    copy = Copy(text=text, blocks=(Block(BlockKind.PARAGRAPH, 0, len(text)),))
    found = desk.find(copy, None)[0]
    return found is not None and found.origin == "explicit"


if __name__ == "__main__":
    main()
