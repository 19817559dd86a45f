"""Read paragraphs out of saved text: blank lines, one paragraph a line, or hard-wrapped wire copy.

Chrome goes here, line by line and again once lines are joined, because a chrome line among a
paragraph's lines would be glued to it.
Must not: say what a paragraph is; that is `blocks`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from copydesk.draft import BlockKind
from copydesk.normalise.chrome import chrome_rule, is_sentence_end
from copydesk.normalise.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from copydesk.normalise.chrome_rules import Rule

__all__ = ["LIST_MARK", "Unit", "read_blocks", "read_units"]

WRAP_CHARS_MIN: Final = 40
WRAP_CHARS_MAX: Final = 100
"""Wire copy is wrapped at 60 to 80 columns, mail at up to 100."""
WRAPPED_SHARE: Final = 0.9
SENTENCE_LINES_SHARE: Final = 0.75
"""Above this share of lines that end as sentences, lines are paragraphs: nobody wraps so well."""
LONG_LINE_CHARS: Final = 30
INDENT_MIN: Final = 2
INDENTED_SHARE_MAX: Final = 0.6

_NEVER_CHROME: Final = frozenset({BlockKind.DATELINE, BlockKind.QUOTE})
LIST_MARK: Final = re.compile(r"(?:[-*•‣◦▪] +|\d{1,2}[.)] +|\(?[a-z]\) +)(?=\S)")
_QUOTE_MARK: Final = re.compile(r"(?:>+ +)*(?:>+ +(?=\S)|>+\Z)")


@dataclass(frozen=True, slots=True)
class Unit:
    """One paragraph, heading or list item, on one line.

    quoted: it carried the quotation mark of mail ('> ').
    chrome: no text, but the place where a line went that this rule knows; `credit` is that line
    where the rule says that it credits writers.
    stated: what the source's markup says it is, None where there is none.
    """

    text: str
    quoted: bool = False
    chrome: Rule | None = None
    credit: str = ""
    stated: BlockKind | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    indent: int
    quoted: bool
    opens_group: bool


@dataclass(frozen=True, slots=True)
class _Wrapping:
    """How the text is wrapped; `chars` is 0 when its lines are paragraphs."""

    chars: int
    indents_paragraphs: bool


def read_units(text: str) -> tuple[Unit, ...]:
    """Return the units of repaired `text` in reading order, chrome by its places alone."""
    lines = _read_lines(text)
    wrapping = _wrapping(lines)
    return tuple(_units(lines, wrapping))


def read_blocks(blocks: Iterable[tuple[BlockKind, str]]) -> tuple[Unit, ...]:
    """Return the units of marked-up copy, whose paragraphs need not be found."""
    lines = ((kind, one_line(text)) for kind, text in blocks)
    return tuple(
        _gone(line, rule) if rule else Unit(line, stated=kind)
        for kind, line in lines
        if line
        for rule in (None if kind in _NEVER_CHROME else chrome_rule(line),)
    )


def _gone(line: str, rule: Rule) -> Unit:
    """Return the place where the chrome `line` stood."""
    return Unit("", chrome=rule, credit=line if rule.credits_writers else "")


def _read_lines(text: str) -> list[_Line]:
    """Return the lines that have text; what follows a blank line opens a new group.

    So do lines of a wire's head, which ANPA 1312 sets between '^' and '<'.
    """
    lines: list[_Line] = []
    opens_group = True
    for raw in text.split("\n"):
        line = raw.lstrip(" ")
        indent = len(raw) - len(line)
        mark = _QUOTE_MARK.match(line) if line.startswith(">") else None
        line = line[mark.end() :] if mark else line
        is_wire_line = line.startswith("^")
        if is_wire_line:
            line = line[1:].removesuffix("<").strip(" ")
        if line:
            lines.append(_Line(line, indent, mark is not None, opens_group or is_wire_line))
        opens_group = not line or is_wire_line
    return lines


def _wrapping(lines: Sequence[_Line]) -> _Wrapping:
    long_lines = [line.text for line in lines if len(line.text) >= LONG_LINE_CHARS]
    fitting = [len(text) for text in long_lines if len(text) <= WRAP_CHARS_MAX]
    is_flowing = all(line.opens_group for line in lines)
    if is_flowing or not fitting or len(fitting) < WRAPPED_SHARE * len(long_lines):
        return _Wrapping(0, indents_paragraphs=False)
    sentences = sum(map(is_sentence_end, long_lines))
    chars = max(fitting)
    if chars < WRAP_CHARS_MIN or sentences > SENTENCE_LINES_SHARE * len(long_lines):
        return _Wrapping(0, indents_paragraphs=False)
    margin = min(line.indent for line in lines)
    indented = sum(line.indent >= margin + INDENT_MIN for line in lines)
    return _Wrapping(chars, indents_paragraphs=0 < indented < INDENTED_SHARE_MAX * len(lines))


def _units(lines: Sequence[_Line], wrapping: _Wrapping) -> Iterator[Unit]:
    parts: list[_Line] = []
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else None
        if _may_be_chrome(line, parts, following):
            rule = chrome_rule(line.text)
            if rule is not None:
                yield from _joined(parts)
                parts = []
                yield _gone(line.text, rule)
                continue
        if parts and not _continues(parts, line, wrapping):
            yield from _joined(parts)
            parts = []
        parts.append(line)
    yield from _joined(parts)


def _may_be_chrome(line: _Line, parts: Sequence[_Line], following: _Line | None) -> bool:
    """Whether `line` may be judged by itself: a link's words within a sentence may not.

    Some savers put every link on a line of its own: 'he wrote on / Twitter / that evening.'
    """
    if not parts or line.opens_group:
        return True
    if is_sentence_end(parts[-1].text):
        return True
    return following is None or following.opens_group or not following.text[0].islower()


def _continues(parts: Sequence[_Line], line: _Line, wrapping: _Wrapping) -> bool:
    """Whether `line` goes on with the paragraph that `parts` began."""
    last = parts[-1]
    if line.opens_group or LIST_MARK.match(line.text) or line.quoted is not last.quoted:
        return False
    is_open = not is_sentence_end(last.text)
    if LIST_MARK.match(parts[0].text) and line.indent > parts[0].indent:
        return True
    if is_open and line.text[0].islower():
        return True
    if not wrapping.chars:
        return False
    first_word = line.text.split(" ", 1)[0]
    is_full = len(last.text) + 1 + len(first_word) > wrapping.chars - last.indent
    is_new_indent = wrapping.indents_paragraphs and line.indent >= last.indent + INDENT_MIN
    is_same_indent = wrapping.indents_paragraphs and line.indent == last.indent >= INDENT_MIN
    if is_new_indent or (is_same_indent and not is_open):
        return False
    return is_full and len(last.text) <= WRAP_CHARS_MAX


def _joined(parts: Sequence[_Line]) -> Iterator[Unit]:
    if not parts:
        return
    text = parts[0].text if len(parts) == 1 else " ".join(part.text for part in parts)
    text = " ".join(text.split()) if "  " in text else text
    if text:
        is_judged = len(parts) == 1 and parts[0].opens_group and text == parts[0].text
        rule = None if is_judged else chrome_rule(text)
        yield _gone(text, rule) if rule else Unit(text, quoted=parts[0].quoted)
