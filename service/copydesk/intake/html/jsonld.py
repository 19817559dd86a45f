"""Read the article that a page describes in JSON-LD, however carelessly it is written.

Must not: follow a context or an identifier out of the page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import unescape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Node", "articles", "names_of", "nodes", "organisations_of", "texts_of"]

Node = Mapping[str, object]
"""One JSON-LD object; values are whatever the page wrote."""

SCRIPT_CHARS_MAX: Final = 1_000_000
NODES_MAX: Final = 5_000
VALUES_MAX: Final = 50


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


ARTICLE_TYPES: Final = _words(
    "newsarticle reportagenewsarticle analysisnewsarticle backgroundnewsarticle "
    "opinionnewsarticle reviewnewsarticle askpublicnewsarticle liveblogposting article "
    "blogposting socialmediaposting report techarticle scholarlyarticle "
    "advertisercontentarticle satiricalarticle"
)
_LISTED: Final = _words("itemListElement liveBlogUpdate hasPart mentions relatedLink")
"""Properties whose articles are others than the page's own."""

_OPENING: Final = re.compile(r"(?://)?\s*+(?:<!\[CDATA\[|<!--)")
_CLOSINGS: Final = ("]]>", "-->", "//")
_TRAILING_COMMA: Final = re.compile(r",(\s*+[}\]])")
_ENTITY_QUOTE: Final = re.compile(r"&\s?#?\s?(?:34|quot);")
_PROPERTY: Final = re.compile(
    r'"(@type|headline|datePublished|dateModified|articleSection|inLanguage)"\s*:\s*'
    r'"((?:[^"\\\n]|\\.){1,500})"'
)


def nodes(scripts: Iterable[str]) -> tuple[Node, ...]:
    """Return all objects of the page's JSON-LD in reading order, lists and graphs opened.

    Raises nothing: a script that is no JSON gives the plain properties that can be read of it.
    """
    found: list[Node] = []
    for script in scripts:
        if len(script) <= SCRIPT_CHARS_MAX:
            _gather(_loaded(script), found)
    return tuple(found)


def articles(graph: Sequence[Node]) -> tuple[Node, ...]:
    """Return the objects that describe an article."""
    return tuple(node for node in graph if _types(node) & ARTICLE_TYPES)


def texts_of(value: object) -> tuple[str, ...]:
    """Return the strings of a property: itself, or those of its list; objects by their name."""
    if isinstance(value, str):
        text = " ".join(_whole(unescape(value)).split())
        return (text,) if text else ()
    if isinstance(value, Mapping):
        for name in ("name", "@value", "alternateName"):
            if isinstance(value.get(name), str):
                return texts_of(value[name])
        return ()
    if isinstance(value, list):
        return tuple(text for one in value[:VALUES_MAX] for text in texts_of(one))
    return ()


def _whole(text: str) -> str:
    """Return `text` with halves of surrogate pairs, which JSON can escape alone, as U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def names_of(value: object, graph: Sequence[Node]) -> tuple[str, ...]:
    """Return the names of the persons or organisations of a property, references resolved."""
    names = (name for one in _listed(value) for name in texts_of(_resolved(one, graph)))
    return tuple(dict.fromkeys(names))


def organisations_of(value: object, graph: Sequence[Node]) -> tuple[str, ...]:
    """Return those of the names of a property that are typed as an organisation's."""
    nodes_ = (_resolved(one, graph) for one in _listed(value))
    names = (
        name
        for node in nodes_
        if isinstance(node, Mapping) and any(kind.endswith("organization") for kind in _types(node))
        for name in texts_of(node)
    )
    return tuple(dict.fromkeys(names))


def _listed(value: object) -> list[object]:
    return value[:VALUES_MAX] if isinstance(value, list) else [value]


def _resolved(value: object, graph: Sequence[Node]) -> object:
    """Return the object that a reference without a name points to, else the value itself."""
    if texts_of(value) or not isinstance(value, Mapping) or not isinstance(value.get("@id"), str):
        return value
    return next(
        (node for node in graph if node.get("@id") == value["@id"] and texts_of(node)), value
    )


def _types(node: Node) -> set[str]:
    value = node.get("@type")
    listed = value if isinstance(value, list) else [value]
    return {one.rpartition("/")[2].lower() for one in listed if isinstance(one, str)}


def _loaded(script: str) -> object:
    script = _unwrapped(script).rstrip(";")
    if '"' not in script:
        script = _ENTITY_QUOTE.sub('"', script)
    for text in (script, _TRAILING_COMMA.sub(r"\1", script)):
        try:
            loaded: object = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        return loaded
    return _salvaged(script)


def _unwrapped(script: str) -> str:
    """Return a script without the comment or CDATA marks that templates put around it."""
    script = script.strip()
    opening = _OPENING.match(script)
    script = script[opening.end() :] if opening else script
    for closing in _CLOSINGS:
        script = script.removesuffix(closing).rstrip()
    return script.lstrip()


def _salvaged(script: str) -> dict[str, object]:
    """Return the first of each plain property in a script that is no JSON."""
    found: dict[str, object] = {}
    for name, value in _PROPERTY.findall(script):
        is_article = name != "@type" or value.lower() in ARTICLE_TYPES
        if name not in found and is_article:
            found[name] = value.replace('\\"', '"').replace("\\/", "/")
    return found


def _gather(document: object, found: list[Node]) -> None:
    waiting = [document]
    while waiting and len(found) < NODES_MAX:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(reversed(value[:NODES_MAX]))
        elif isinstance(value, dict):
            found.append(value)
            waiting.extend(
                inner
                for name, inner in reversed(value.items())
                if name not in _LISTED and isinstance(inner, (dict, list))
            )
