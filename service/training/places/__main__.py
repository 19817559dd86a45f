"""Build the gazetteer: `python -m training.places --data FOLDER --out FOLDER`.

The same tables give the same bytes. geovirus.jsonl is never read here: it only measures.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from training.places.index import Conventions, build
from training.places.tables import TABLES, read_rows

if TYPE_CHECKING:
    from training.places.index import Built

VERSION = "gazetteer-2026.11.2"
CALIBRATION = (
    (0.0, 0.0), (0.3, 0.4), (0.55, 0.5), (0.68, 0.68), (0.8, 0.88), (0.9, 0.91), (0.96, 0.955),
    (1.0, 0.98),
)  # fmt: skip
"""(the desk's share, the part of such places that is right), measured on the agency datelines of
1987 with their region taken away and on the open half of geovirus; see the model's card."""

CONVENTIONS = Path(__file__).parent / "conventions.toml"


def main() -> None:
    """Read the arguments, build, write, say how large it is."""
    parser = argparse.ArgumentParser(prog="training.places", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the place tables")
    parser.add_argument("--out", type=Path, required=True, help="folder to write the gazetteer to")
    options = parser.parse_args()
    built = build(read_rows(options.data), _conventions())
    _write(built, options.data, options.out)


def _conventions() -> Conventions:
    read = tomllib.loads(CONVENTIONS.read_text("utf-8"))
    return Conventions(
        stands_alone=read["stands_alone"],
        abbreviations={
            short: [codes] if isinstance(codes, str) else codes
            for short, codes in read["abbreviations"].items()
        },
    )


def _write(built: Built, data: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for name, array in built.arrays.items():
        np.save(out / f"{name}.npy", array, allow_pickle=False)
    _write_json(out / "tables.json", built.tables)
    files = [*(f"{name}.npy" for name in built.arrays), "tables.json"]
    _write_json(
        out / "model.json",
        {
            "version": VERSION,
            "places": len(built.arrays["places"]),
            "names": len(built.arrays["keys"]),
            "calibration": CALIBRATION,
            "sha256": {name: _digest(out / name) for name in files},
            "tables": {name: _digest(data / f"{name}.jsonl.gz") for name in TABLES},
        },
        indent=1,
    )
    size = sum((out / name).stat().st_size for name in files) / 1e6
    places, names = len(built.arrays["places"]), len(built.arrays["keys"])
    print(f"{places:,} places under {names:,} names, {size:.1f} MB")


def _write_json(path: Path, content: object, indent: int | None = None) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=indent) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
