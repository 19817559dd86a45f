"""The shipped gazetteer is the one that its card and figures speak of."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np

import copydesk
from copydesk.models.loading import load_gazetteer

FOLDER = Path(copydesk.__file__).parent / "models" / "gazetteer"
BYTES_MAX = 60_000_000


def test_the_files_are_those_that_were_built() -> None:
    """Each file has the digest that the build wrote down, so none changes alone."""
    about = json.loads((FOLDER / "model.json").read_text("utf-8"))
    for name, digest in about["sha256"].items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == digest, name
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < BYTES_MAX


def test_workers_share_its_pages() -> None:
    """The arrays are views of mapped files: opening reads nothing and copies nothing."""
    arrays = load_gazetteer().arrays
    for name in ("places", "names", "keys", "starts", "bearers"):
        array = getattr(arrays, name)
        assert isinstance(array.base, np.memmap)
        assert not array.flags.writeable


def test_every_name_is_found_where_it_was_put() -> None:
    """Keys ascend, so that a binary search finds each; every bearer is a place."""
    arrays = load_gazetteer().arrays
    assert (np.diff(arrays.keys) > 0).all()
    assert int((arrays.bearers & ((1 << 24) - 1)).max()) < len(arrays.places)
    assert int(arrays.starts[-1]) == len(arrays.bearers)


def test_the_attribution_is_shown() -> None:
    """GeoNames' licence asks for its name wherever its data go."""
    card = (FOLDER / "MODEL_CARD.md").read_text("utf-8")
    assert "Contains data from GeoNames (https://www.geonames.org, CC BY 4.0)" in card
