"""`copydesk evaluate entities`: whatever dialect a file is in, the same names are counted."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest
from click.testing import CliRunner

from copydesk.cli.evaluate_entities import command
from copydesk.errors import SettingsError
from copydesk.evaluation.conll import BadLineError, Marked, marked_sentences, spans_of
from copydesk.evaluation.entities import Score, scored


@dataclass(frozen=True, slots=True)
class Case:
    """A file's text and the (tokens, spans) of its sentences."""

    name: str
    text: str
    expected: tuple[tuple[str, tuple[tuple[int, int, str], ...]], ...]


ONE = (("Ola Berg saw Oslo", ((0, 2, "PER"), (3, 4, "LOC"))),)
FILES = (
    Case("iob2", "Ola B-PER\nBerg I-PER\nsaw O\nOslo B-LOC\n", ONE),
    Case("iob1", "Ola I-PER\nBerg I-PER\nsaw O\nOslo I-LOC\n", ONE),
    Case("bioes", "Ola B-PER\nBerg E-PER\nsaw O\nOslo S-LOC\n", ONE),
    Case("bilou", "Ola B-PER\nBerg L-PER\nsaw O\nOslo U-LOC\n", ONE),
    Case("tabs", "Ola\tB-PER\nBerg\tI-PER\nsaw\tO\nOslo\tB-LOC\n", ONE),
    Case("windows-line-ends", "Ola B-PER\r\nBerg I-PER\r\nsaw O\r\nOslo B-LOC\r\n", ONE),
    Case("byte-order-mark", "\ufeffOla B-PER\nBerg I-PER\nsaw O\nOslo B-LOC", ONE),
    Case(
        "columns-between",
        "Ola NNP B-NP B-PER\nBerg NNP I-NP I-PER\nsaw VBD O O\nOslo NNP B-NP B-LOC\n",
        ONE,
    ),
    Case(
        "numbered-with-an-annotator",
        "# text = Ola\n1\tOla\tB-PER\t-\tx\n2\tBerg\tI-PER\t-\tx\n3\tsaw\tO\t-\t-\n"
        "4\tOslo\tB-LOC\t-\tx\n",
        ONE,
    ),
    Case(
        "longer-names",
        "Ola B-person\nBerg I-person\nsaw O\nOslo B-Location\n",
        ONE,
    ),
    Case(
        "other-types-are-ignored",
        "Oslo B-GPE\nCup B-EVENT\nFinal I-EVENT\nin O\nMay B-DATE\n",
        (("Oslo Cup Final in May", ((0, 1, "LOC"),)),),
    ),
    Case(
        "documents-and-comments",
        "-DOCSTART- -X- O\n\n# a note here\nOla B-PER\n\n-DOCSTART-\nOslo B-LOC\n",
        (("Ola", ((0, 1, "PER"),)), ("Oslo", ((0, 1, "LOC"),))),
    ),
    Case(
        "hash-sign-is-a-token",
        "see O\n# O\n3 O\n#Oslo B-LOC\n",
        (("see # 3 #Oslo", ((3, 4, "LOC"),)),),
    ),
    Case(
        "blank-lines-with-blanks",
        "Ola B-PER\n \t\nOslo B-LOC\n",
        (("Ola", ((0, 1, "PER"),)), ("Oslo", ((0, 1, "LOC"),))),
    ),
    Case("empty", "\n\n", ()),
)
TAGS = (
    ("two-of-one-type-in-a-row", ["B-LOC", "B-LOC"], ((0, 1, "LOC"), (1, 2, "LOC"))),
    ("iob1-parts-equal-neighbours", ["I-LOC", "B-LOC", "I-LOC"], ((0, 1, "LOC"), (1, 3, "LOC"))),
    ("type-changes-without-b", ["I-PER", "I-LOC"], ((0, 1, "PER"), (1, 2, "LOC"))),
    ("single-after-single", ["S-ORG", "S-ORG"], ((0, 1, "ORG"), (1, 2, "ORG"))),
    ("i-after-an-end-begins-anew", ["B-ORG", "E-ORG", "I-ORG"], ((0, 2, "ORG"), (2, 3, "ORG"))),
    ("ignored-type-ends-a-name", ["B-PER", "I-MISC", "O"], ((0, 1, "PER"),)),
)
BAD = (
    ("one-column", "Ola B-PER\nBerg\n", 2),
    ("no-tag", "Ola B-PER\n\nBerg PER\n", 3),
    ("no-token", "Ola\tO\n\tB-PER\n", 2),
)


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.name)
def test_dialects_read_alike(case: Case) -> None:
    """Separators, schemes, numbering, comments and document marks don't change the names."""
    found = marked_sentences(case.text.splitlines(keepends=True))
    assert tuple((" ".join(one.tokens), one.spans) for one in found) == case.expected


@pytest.mark.parametrize(
    ("tags", "expected"), [row[1:] for row in TAGS], ids=[row[0] for row in TAGS]
)
def test_tags_make_spans(tags: list[str], expected: tuple[tuple[int, int, str], ...]) -> None:
    """A name ends where its scheme says so, and a broken sequence still gives names."""
    assert spans_of(tags) == expected


@pytest.mark.parametrize(("text", "line"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_a_bad_line_is_named(text: str, line: int) -> None:
    """The first line that is no token with a tag stops the reading, by its number."""
    with pytest.raises(BadLineError) as caught:
        marked_sentences(text.splitlines())
    assert caught.value.line == line


def test_document_marks_open_documents() -> None:
    """The sentence after -DOCSTART- begins a document, the one after it does not."""
    found = marked_sentences(["-DOCSTART- O", "", "Ola O", "", "Berg O"])
    assert [one.opens for one in found] == [True, False]


def test_only_exact_names_count() -> None:
    """Edges and type must be right; 'the' and the possessive are no part of a name."""
    marked = [
        Marked(("the", "Hague", "'s", "court"), ((0, 3, "LOC"),)),
        Marked(("Ola", "Berg", "of", "Oslo"), ((0, 2, "PER"), (3, 4, "LOC"))),
    ]
    figures = scored(marked, [[(1, 2, "LOC")], [(0, 1, "PER"), (3, 4, "ORG")]])
    assert figures.per_type["location"] == Score(marked=2, found=1, right=1)
    assert figures.overall == Score(marked=3, found=3, right=1)
    assert figures.overall.f1 == pytest.approx(1 / 3)
    assert figures.tokens == 8


def test_nothing_marked_and_nothing_found_is_no_error() -> None:
    """An empty score has figures of 0."""
    figures = scored([Marked(("rain",), ())], [[]])
    assert (figures.overall.precision, figures.overall.recall, figures.overall.f1) == (0, 0, 0)


def test_command_prints_one_object() -> None:
    """--json has F1, the types and the speed, from the shipped tagger."""
    text = "Ann B-PER\nWanjala I-PER\nvisited O\nKenya B-LOC\n. O\n"
    done = CliRunner().invoke(command, ["--json", "-"], input=text)
    answer = json.loads(done.output)
    assert answer["f1"] == 1.0
    assert answer["per_type"]["person"]["f1"] == 1.0
    assert answer["words"] == 5
    assert answer["words_per_second"] > 0


def test_command_prints_a_table() -> None:
    """A person sees a row for each type and one for all."""
    done = CliRunner().invoke(command, ["-"], input="Kenya B-LOC\nwon O\n. O\n")
    assert [
        word
        for word in ("person", "location", "organisation", "all", "words/s")
        if word not in done.output
    ] == []


@pytest.mark.parametrize("text", ["Ola\n", "", "\n"], ids=["bad-line", "empty", "blank"])
def test_command_says_what_is_wrong_with_a_file(text: str) -> None:
    """One sentence naming the file, as for every wrong input."""
    done = CliRunner().invoke(command, ["-"], input=text)
    assert isinstance(done.exception, SettingsError)
    assert str(done.exception).startswith("- ")
