"""Ask trafilatura which text of a page is its story; it says what, `story` says in which blocks.

Measured on 181 public pages, its precision mode finds body text best (F1 .964).
Must not: fetch anything, or read a clock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree, html
from trafilatura import bare_extraction
from trafilatura.settings import Extractor, use_config
from trafilatura.utils import line_processing, trim

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["story_texts"]

REMEMBERED_BYTES_MAX: Final = 200_000
"""The extractor keeps the texts of 1,024 elements; those of larger pages would fill a worker."""

_NEVER_STORY: Final = (
    *("script", "style", "noscript", "svg", "iframe", "head", "nav", "footer", "aside"),
    *(
        "template",
        "object",
        "select",
        "button",
        "input",
        "textarea",
        "video",
        "audio",
        "canvas",
        "map",
        "link",
        "meta",
    ),
)
_NO_DATES: Final = {"max_date": "2100-01-01"}
"""Keeps it from asking the clock for the latest date a page may have; no date is looked for."""


def _options() -> Extractor:
    config = use_config()
    for name in ("MIN_OUTPUT_SIZE", "MIN_OUTPUT_COMM_SIZE"):
        config.set("DEFAULT", name, "0")
    return Extractor(
        config=config,
        output_format="python",
        precision=True,
        comments=False,
        formatting=False,
        dedup=False,
        date_params=_NO_DATES,
    )


_OPTIONS: Final = _options()
_PARSER: Final = html.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)


def story_texts(tree: _Element) -> tuple[str, ...]:
    """Return the texts of the story's elements in order; none where nothing is found.

    Takes out of `tree` what is never story, which halves the work: it is of no use afterwards.
    """
    etree.strip_elements(tree, *_NEVER_STORY, with_tail=False)
    for form in tree.iter("form"):
        # Some systems put the whole page into one form.
        if form.find(".//p") is not None:
            form.tag = "div"
    # It wants elements of another class; to write and parse them again costs least.
    written = etree.tostring(tree, encoding="utf-8", method="html")
    found = bare_extraction(html.document_fromstring(written, _PARSER), options=_OPTIONS)
    if len(written) > REMEMBERED_BYTES_MAX:
        trim.cache_clear()
        line_processing.cache_clear()
    if found is None or isinstance(found, dict):
        return ()
    texts: list[str] = []
    for element in found.body:
        leaves = list(element) if element.tag in {"list", "table", "quote"} else [element]
        texts.extend(" ".join(map(str, leaf.itertext())) for leaf in leaves or [element])
        if element.text and leaves != [element]:
            texts.append(element.text)
    return tuple(texts)
