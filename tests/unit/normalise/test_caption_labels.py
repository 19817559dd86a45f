# ruff: noqa: E501, RUF001 - a case stays on its line; captions are typeset
"""Captions say what a picture shows, without the label before it and the credit behind it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.normalise.desk import clean, texts

from copydesk.draft import BlockKind
from copydesk.normalise.caption_labels import LABELS, Label, without_labels

BRIDGE = "The new bridge at Farley on Friday."


@dataclass(frozen=True)
class Case:
    name: str
    caption: str
    left: str = BRIDGE


CASES = (
    Case("image-caption", f"Image caption, {BRIDGE}"),
    Case("media-caption", f"Media caption {BRIDGE}"),
    Case("photo-caption", f"Photo caption: {BRIDGE}"),
    Case("photo", f"Photo: {BRIDGE}"),
    Case("pictured", f"Pictured above: {BRIDGE}"),
    Case("two-labels", f"Image caption, Photo: {BRIDGE}"),
    Case("file-says-that-it-is-old", f"FILE - {BRIDGE} (AP Photo)", f"FILE - {BRIDGE}"),
    Case("agency-in-brackets", f"{BRIDGE} (AP Photo/Ana Obeng)"),
    Case("agency-alone", f"{BRIDGE} (Reuters)"),
    Case("via", f"{BRIDGE} (Ana Obeng/Gazette via AP)"),
    Case("paper-in-brackets", f"{BRIDGE} (Ana B. Obeng / The Harbour Gazette)"),
    Case("photo-by-in-brackets", f"{BRIDGE} (Photo by Ana Obeng)"),
    Case("french", f"{BRIDGE} (Photo Ana Obeng. AFP)"),
    Case("courtesy", f"{BRIDGE} (Courtesy of the town)"),
    Case("label-behind", f"{BRIDGE} Photo: Ana Obeng"),
    Case("credit-behind", f"{BRIDGE} Credit: Ana Obeng/Harbour Gazette"),
    Case("dash-behind", "The new bridge at Farley – Photo by Ana Obeng", "The new bridge at Farley"),
    Case("name-and-agency-behind", f"{BRIDGE} Ana Obeng/Getty Images"),
    Case("both-ends", f"Photo: {BRIDGE} (AP Photo/Ana Obeng, File)"),
    Case("credit-alone", "Photo: Ana Obeng", ""),
    Case("shouted-credit-alone", "PHOTO BY ANA OBENG", ""),
    Case("agency-credit-alone", "(AP Photo/Ana Obeng)", ""),
    Case("paper-credit-alone", "Credit: HARBOUR GAZETTE", ""),
    Case("slash-alone", "ANA OBENG/ AFP", ""),
    Case("plain", BRIDGE, BRIDGE),
    Case("bracket-is-the-caption's", "The mayor (left) and her deputy (right)", "The mayor (left) and her deputy (right)"),
    Case("speaker", 'Lu Chen: "The bridge is ours"', 'Lu Chen: "The bridge is ours"'),
    Case("file-is-a-word", "Files lie in the mayor's office.", "Files lie in the mayor's office."),
    Case("photo-is-a-word", "Photos of the bridge hang in the hall.", "Photos of the bridge hang in the hall."),
    Case("either-or", "Workers on the north/south line, Friday.", "Workers on the north/south line, Friday."),
    Case("map", "Map: Flow of grain to Farley", "Map: Flow of grain to Farley"),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_labels_are_no_part_of_a_caption(case: Case) -> None:
    """What the picture shows stays word for word; a credit alone is no caption."""
    assert without_labels(case.caption) == case.left
    assert without_labels(case.left) == case.left


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.name)
def test_each_row_of_the_table_takes_its_example(label: Label) -> None:
    """A row shows what it is for."""
    assert len(without_labels(label.example)) < len(label.example)


def test_captions_of_a_text_have_no_labels() -> None:
    """The event's caption is the bare one, and a credit leaves no block."""
    copy = clean(
        "Bridge opens at last\n\nImage caption, The new bridge at Farley on Friday.\n\n(AP Photo/Ana "
        "Obeng)\n\nThe new bridge at Farley was opened on Friday, three years late, the mayor said."
    )
    assert texts(copy, BlockKind.CAPTION) == (BRIDGE,)
    assert "Obeng" not in copy.text


@given(
    st.lists(st.sampled_from(["Photo", ": ", "(", ")", "/", "AP", " by ", "Ana ", "-", ". ", "x"]))
)
@settings(max_examples=200, deadline=None)
def test_any_caption(parts: list[str]) -> None:
    """What is left is a part of the caption, and has no label of its own to lose."""
    caption = " ".join("".join(parts).split())
    left = without_labels(caption)
    assert left in caption
