"""`copydesk section`: what the taxonomy holds, and why an article is filed where it is.

Must not: decide; enrich.section does, and is asked.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from copydesk.cli.articles import STDIN, articles_in
from copydesk.cli.section_map import section_map_path
from copydesk.draft import Draft
from copydesk.enrich.section import SectionDesk
from copydesk.enrich.section.explain import Explanation, explained, found_topics
from copydesk.errors import RejectedError, SettingsError
from copydesk.intake import read
from copydesk.models.language import langid_identifier
from copydesk.models.loading import load_section
from copydesk.models.section_map import read_section_map
from copydesk.normalise import normalise
from copydesk.pipeline import section_input

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.enrich.section import SectionInput, SectionModel, Taxonomy

__all__ = ["command"]

_ARTICLES_MAX = 100
"""Articles of one file that are explained: for people, who read a few."""


@click.group()
def command() -> None:
    """Look Media Topics up, and see why an article is filed where it is.

    \b
    Examples:
      copydesk section explain earthquake
      copydesk section explain medtop:20000065
      copydesk section explain story.txt
    """  # noqa: D301 - \b is click's mark for a block that is not to be wrapped


@command.command()
@click.argument("what", metavar="TERM|FILE")
def explain(what: str) -> None:
    """Show the Media Topics that TERM names, or why FILE's articles are filed as they are.

    TERM is a code, a label as a source writes it, or words of a topic's name. A file is read in any
    format that `copydesk enrich` reads; '-' is standard input. COPYDESK_SECTION_MAP counts.
    """
    model = load_section(read_section_map(section_map_path()))
    if what == STDIN or Path(what).exists():
        for where, article in islice(_articles(what), _ARTICLES_MAX):
            click.echo("\n".join(_why(model, where, article)) + "\n")
        return
    codes = found_topics(model, what)
    if not codes:
        sentence = f"{what!r} is no file, no label of the table and in no Media Topic's name."
        raise SettingsError(sentence)
    for code in codes:
        click.echo("\n".join(_topic(model.taxonomy, code)) + "\n")


def _topic(taxonomy: Taxonomy, code: str) -> Iterator[str]:
    topic = taxonomy.topics[code]
    yield f"{code}  {topic.name}"
    if above := [taxonomy.topics[one].name for one in taxonomy.above(code)]:
        yield f"  under {' < '.join(above)}"
    if topic.definition:
        yield f"  {topic.definition}"
    if topic.wikidata:
        yield f"  https://www.wikidata.org/entity/{topic.wikidata}"


def _articles(name: str) -> Iterator[tuple[str, SectionInput]]:
    """Yield where each article stands and what the section stage reads of it."""
    for one in articles_in(name):
        try:
            reading = read(one.record)
        except RejectedError as error:
            sentence = f"{one.where}: {error}"
            raise SettingsError(sentence) from error
        for draft in reading.articles:
            if isinstance(draft, Draft):
                copy = normalise(draft, langid_identifier())
                yield one.where, section_input(draft, copy)


def _why(model: SectionModel, where: str, article: SectionInput) -> Iterator[str]:
    (filing,) = SectionDesk(model).filings([article])
    why = explained(model, article)
    yield f"{where}: {article.headline or 'no headline'}"
    found = filing.section
    named = f"{found.code} {found.name}" if found else "none"
    how = f", {found.origin} {found.confidence:.2f}" if found else ""
    yield f"  section   {named}{how}"
    subjects = (
        f"{one.code} {one.name} ({one.origin} {one.confidence:.2f})" for one in filing.subjects
    )
    yield f"  subjects  {'; '.join(subjects) or 'none'}"
    yield f"  genre     {filing.genre or 'none'}"
    for said, code in why.said:
        yield f"  said      {said}: {_meaning(model.taxonomy, code)}"
    for label in filing.unknown:
        yield f"  unknown   {label!r} is in no table; COPYDESK_SECTION_MAP can name its topic"
    yield from _text(model, why)


def _meaning(taxonomy: Taxonomy, code: str | None) -> str:
    return f"{code} {taxonomy.topics[code].name}" if code else "no topic"


def _text(model: SectionModel, why: Explanation) -> Iterator[str]:
    """Say what the words say for the likeliest topics."""
    if not why.likely:
        yield "  text      too little English prose to go by"
    for one in why.likely:
        is_sure = one.chance >= model.classifier.threshold
        sure = "sure enough" if is_sure else f"below {model.classifier.threshold:.2f}"
        yield f"  text      {one.chance:.2f} {model.taxonomy.topics[one.code].name}, {sure}"
        words = ", ".join(f"{word.text} {word.weight:+.2f}" for word in one.words)
        yield f"            {words}"
    for code in why.ruled:
        yield f"  rule      headline or lede name {code} {model.taxonomy.topics[code].name}"
