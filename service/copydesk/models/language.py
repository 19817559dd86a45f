"""Load the language identifier that normalising is handed: py3langid with its packaged model.

Loading takes 0.4 s and about 100 MB for a moment, so a process does it once.
Must not: answer for a short or unclear text; the caller then knows no language.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from threading import Lock, Thread
from typing import TYPE_CHECKING, Final

import numpy as np
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from copydesk.errors import FatalError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["langid_identifier", "preload_identifier"]

LETTERS_MIN: Final = 40
PROBABILITY_MIN: Final = 0.9
"""English news reaches 0.98 in 100 characters; below this the answer is often a cousin."""
SHOWN_CHARS_MAX: Final = 600

# Languages that news is written in; the model's small ones (Picard, Wallonian, Pidgin) mostly
# catch headlines of the large language that they resemble.
LANGUAGES: Final = (
    "af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl gu ha he hi hr hu hy id "
    "is it ja ka kk km kn ko ku ky lo lt lv mk ml mn mr ms mt my ne nl no om pa pl ps pt ro ru rw "
    "si sk sl so sq sr sv sw ta te tg th tl tr uk ur uz vi yo zh zu zxx"
)


_loading = Lock()


def langid_identifier() -> Callable[[str], str | None]:
    """Return a function from text to its primary tag, None for a short or unclear text.

    It looks at the first 600 characters, is deterministic, and takes about 0.2 ms.
    """
    with _loading:
        return _load()


def preload_identifier() -> None:
    """Begin to load the identifier in a thread; unpacking it lets other threads run."""
    Thread(target=_preload, daemon=True).start()


def _preload() -> None:
    with suppress(FatalError):  # told to the one who asks for it
        langid_identifier()


@cache
def _load() -> Callable[[str], str | None]:
    try:
        model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except FileNotFoundError as error:
        sentence = (
            "No directory for temporary files can be written; mount one at /tmp or set TMPDIR."
        )
        raise FatalError(sentence) from error
    model.set_languages(LANGUAGES.split())
    # The restricted table lies column by column; a text needs some hundred rows of it.
    model.nb_ptc = np.ascontiguousarray(model.nb_ptc)

    def identify(text: str) -> str | None:
        shown = text[:SHOWN_CHARS_MAX]
        if sum(map(str.isalpha, shown)) < _letters_min(shown):
            return None
        language, probability = model.classify(shown)
        return None if probability < PROBABILITY_MIN or language == "zxx" else str(language)

    return identify


def _letters_min(text: str) -> int:
    """Return how many letters must be seen; a syllable or word a sign needs fewer."""
    is_dense = not text.isascii() and sum(char > "\u2e80" for char in text) > len(text) // 2
    return LETTERS_MIN // 4 if is_dense else LETTERS_MIN
