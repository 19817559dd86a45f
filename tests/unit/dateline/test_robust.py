"""Whatever the text, the desk answers: no exception, spans inside the text, the text unchanged."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.dateline.gazette import DESK, LEDE, NAMES, copy_of

from copydesk.draft import BlockKind
from copydesk.enrich.dateline.names import PlaceNames, fold, title_case

NOW = datetime(2021, 5, 8, tzinfo=UTC)
_PIECES = (
    "MADRID|Paris|WASHINGTON|, |, Ore.|, Kenya| (AP)| (Reuters)|(| )|, May 7|May 7, 2021"
    "| 30 February| - | — |--|: |/| and |in |on |By Jane Doe |“|here|FILE - |القدس|😀|\ud800"
    "|\u00a0|\n|é|ß|İ|1|A|."
)
PIECES = st.sampled_from(_PIECES.split("|"))
WORDS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=12).map("".join))
KINDS = st.sampled_from(list(BlockKind))


@settings(max_examples=300, deadline=None)
@given(blocks=st.lists(st.tuples(KINDS, WORDS), max_size=5))
def test_any_text_gives_an_answer(blocks: list[tuple[BlockKind, str]]) -> None:
    """No text raises; spans lie in the text, an explicit one slices to the dateline's own words."""
    copy = copy_of(*blocks)
    for now in (NOW, None):
        dateline, cut = DESK.find(copy, now)
        assert cut.text == copy.text
        edges = [edge for block in cut.blocks for edge in (block.start, block.end)]
        assert edges == sorted(edges)
        if dateline is None:
            assert cut == copy
            continue
        assert dateline.place
        assert 0.0 < dateline.confidence < 1.0
        assert all(0 <= span.start < span.end <= len(copy.text) for span in dateline.evidence)
        assert copy.text[dateline.evidence[0].start : dateline.evidence[0].end] == dateline.text
        printed = {(one.start, one.end) for one in cut.blocks if one.kind is BlockKind.DATELINE}
        evidence = (dateline.evidence[0].start, dateline.evidence[0].end)
        assert (evidence in printed) == (dateline.origin == "explicit")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "word " * 20_000,
        "ALPHA BETA " * 10_000,
        "in Alpha Beta, " * 10_000,
        "in May 7, 2021 " * 10_000,
        "- " * 20_000,
        "A—" * 20_000,
        "A" + " " * 50_000 + "-",
        "A (" * 20_000,
        "9" * 50_000,
        "“reporters here " * 10_000,
        "By " + "Ab " * 20_000,
        "A, " * 20_000,
        "A/" * 20_000,
        "القدس (أ ف ب) - قال المتحدث " * 1_000,
        "\ud800 \udfff - MADRID \ud800, May 7 (AP) - ",
        "😀 MADRID — " * 1_000,
        "Q" * 300 + ", May 7 (Reuters) - " + LEDE,
    ],
    ids=lambda text: f"{text[:12]!r}x{len(text)}",
)
def test_hostile_text_is_no_dateline(text: str) -> None:
    """Huge, empty, foreign or broken text ends as null, in paragraph and caption alike."""
    for kind in (BlockKind.PARAGRAPH, BlockKind.CAPTION):
        copy = copy_of((kind, text), (BlockKind.PARAGRAPH, LEDE))
        assert DESK.find(copy, NOW) == (None, copy)


def test_copy_without_blocks_has_no_dateline() -> None:
    """A picture without text has neither dateline nor fault."""
    copy = copy_of()
    assert DESK.find(copy, NOW) == (None, copy)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("RIO DE JANEIRO", "Rio de Janeiro"),
        ("Rio de Janeiro", "Rio de Janeiro"),
        ("PORT-AU-PRINCE", "Port-au-Prince"),
        ("BOGOTÁ", "Bogotá"),
        ("La paz", "La paz"),
        ("New york", "New York"),
        ("ST. JOHN'S", "St. John's"),
        ("O'FALLON", "O'Fallon"),
        ("STRATFORD-UPON-AVON", "Stratford-upon-Avon"),
        ("MCALLEN", "McAllen"),
        ("ABOARD THE USS KEEL", "Aboard the USS Keel"),
    ],
)
def test_a_place_is_set_as_running_text(written: str, read: str) -> None:
    """Capitals become a name's own case; what is already set so, or unknown, keeps its letters."""
    assert NAMES.cased(written) == read


def test_keys_ignore_accents_stops_and_hyphens() -> None:
    """One place, several spellings, one key."""
    assert {fold("St. Louis"), fold("ST LOUIS"), fold("st.  louis")} == {"ST LOUIS"}
    assert fold("Port-au-Prince") == fold("PORT AU PRINCE")
    assert fold("Bogotá") == "BOGOTA"
    assert title_case("") == ""


def test_an_empty_list_knows_no_place() -> None:
    """Without names the desk still answers: nothing is a place."""
    assert PlaceNames.parse("").marks("MADRID") == ""
