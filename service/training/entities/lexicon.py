"""Build the lexicon the model ships: clusters, usual case, people, places, hand-written lists.

Sources: spacy-lookups-data (clusters and frequencies), faker and names (given names and surnames),
GeoNames tables.
Everything leaves as sorted hashes, so the order of the inputs doesn't matter.
"""

from __future__ import annotations

import gzip
import importlib
import json
import math
import unicodedata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from copydesk.enrich.entities.features import word_hash
from copydesk.enrich.entities.lexicon import Lexicon, WordFacts, WordFlag, chain, phrase_probes
from copydesk.enrich.entities.tokens import tokenise
from training.entities.wordlists import HAND_WRITTEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["build_lexicon"]


def _words(text: str) -> tuple[str, ...]:
    """The words of a list written as text."""
    return tuple(text.split())


_PHRASE_BITS = 1 << 22
_WORDS_MAX = 150_000
_CITY_POPULATION_MIN = 50_000
_PHRASE_POPULATION_MIN = 5_000
_PHRASE_WORDS = (2, 3)
_PART_CHARS_MIN = 4
_CENSUS_SURNAMES = 20_000
_LOCALES = _words("""
    ar_AA az_AZ cs_CZ da_DK de_AT de_CH de_DE en_GB en_IE en_IN en_KE en_NG en_NZ en_PK en_US
    es_AR es_CL es_CO es_ES es_MX et_EE fi_FI fr_BE fr_CA fr_CH fr_DZ fr_FR fr_QC ga_IE ha_NG
    hr_HR hu_HU id_ID ig_NG is_IS it_IT lt_LT lv_LV nl_BE nl_NL no_NO pl_PL pt_BR pt_PT ro_RO
    ru_RU sk_SK sl_SI sv_SE tr_TR tw_GH uk_UA uz_UZ vi_VN yo_NG zh_CN zu_ZA ja_JP ko_KR
""")


def build_lexicon(places: Path) -> Lexicon:
    """Read the sources into the shipped tables.

    Raises ModuleNotFoundError naming a package that must be installed.
    """
    flags: dict[str, int] = {}
    _people(flags)
    phrases = _places(flags, places)
    for flag, listed in HAND_WRITTEN:
        _mark(flags, listed, flag)
    clusters, frequency = _word_tables()
    words = _vocabulary(flags, clusters, frequency)
    keys = np.array([word_hash(word) for word in words], dtype=np.uint32)
    facts = WordFacts(
        cluster_lower=np.array([clusters.get(word, 0) for word in words], dtype=np.uint32),
        cluster_title=np.array(
            [clusters.get(word.title(), clusters.get(word, 0)) for word in words], dtype=np.uint32
        ),
        usage=np.array([_usage(word, frequency) for word in words], dtype=np.uint8),
        flags=np.array([flags.get(word, 0) for word in words], dtype=np.uint16),
        kinds=np.zeros(len(words), dtype=np.uint8),
        role=np.zeros(len(words), dtype=np.uint8),
    )
    order = np.argsort(keys, kind="stable")
    sorted_facts = WordFacts(
        facts.cluster_lower[order],
        facts.cluster_title[order],
        facts.usage[order],
        facts.flags[order],
        facts.kinds,
        facts.role,
    )
    return Lexicon(keys[order], sorted_facts, _filter(phrases))


def _people(flags: dict[str, int]) -> None:
    """Given names and surnames of many languages, in Latin script."""
    for locale in _LOCALES:
        try:
            provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        except ModuleNotFoundError as missing:
            if missing.name and missing.name.startswith(f"faker.providers.person.{locale}"):
                continue
            raise
        for attribute in sorted(vars(provider)):
            flag = (
                WordFlag.GIVEN
                if "first_name" in attribute
                else WordFlag.SURNAME
                if "last_name" in attribute
                else None
            )
            names = getattr(provider, attribute)
            if flag is None or not isinstance(names, (tuple, list, dict)):
                continue
            for name in names:
                for part in _name_parts(name):
                    flags[part] = flags.get(part, 0) | flag
    folder = Path(_package_file("names")).parent
    for file, flag, limit in (
        ("dist.male.first", WordFlag.GIVEN, 1300),
        ("dist.female.first", WordFlag.GIVEN, 4300),
        ("dist.all.last", WordFlag.SURNAME, _CENSUS_SURNAMES),
    ):
        for line in (folder / file).read_text(encoding="ascii").splitlines()[:limit]:
            word = line.split()[0].lower()
            flags[word] = flags.get(word, 0) | flag


def _name_parts(name: object) -> Iterator[str]:
    """The Latin-script words of a name, lower-cased, with and without accents."""
    if isinstance(name, (tuple, list)):
        for part in name:
            yield from _name_parts(part)
        return
    for part in str(name).lower().split():
        if len(part) > 1 and all(
            "LATIN" in unicodedata.name(char, "") or char in "'-." for char in part
        ):
            yield part
            yield _unaccented(part)


def _places(flags: dict[str, int], folder: Path) -> set[tuple[str, ...]]:
    """Mark the words of place names; return the names of two and three words."""
    phrases: set[tuple[str, ...]] = set()
    for row in _rows(folder / "countries.jsonl.gz"):
        for name in (row["name"], *_texts(row, "english_alternates")):
            _add_place(flags, phrases, str(name), WordFlag.COUNTRY)
        for name in _texts(row, "demonyms"):
            _mark(flags, name.split(), WordFlag.DEMONYM)
    for row in _rows(folder / "supplement.jsonl.gz"):
        _add_place(flags, phrases, str(row["name"]), WordFlag.REGION)
        _mark(flags, _texts(row, "demonyms"), WordFlag.DEMONYM)
    for file in ("admin1.jsonl.gz", "regions_geonames.jsonl.gz"):
        for row in _rows(folder / file):
            _add_place(flags, phrases, str(row["name"]), WordFlag.REGION)
    for row in _rows(folder / "cities500.jsonl.gz"):
        name, population = str(row["name"]), int(str(row["population"] or 0))
        least = _PHRASE_POPULATION_MIN if " " in name else _CITY_POPULATION_MIN
        if population >= least:
            _add_place(flags, phrases, name, WordFlag.CITY)
            _add_place(flags, phrases, _unaccented(name), WordFlag.CITY)
    return phrases


def _add_place(
    flags: dict[str, int], phrases: set[tuple[str, ...]], name: str, flag: WordFlag
) -> None:
    """Mark a name of one word; keep a name of two or three as a phrase and mark its long words."""
    words = tuple(name[start:end].lower() for start, end in tokenise(name))
    if len(words) == 1:
        _mark(flags, words, flag)
    elif len(words) in _PHRASE_WORDS:
        phrases.add(words)
        # Articles and prepositions say nothing.
        _mark(flags, [word for word in words if len(word) >= _PART_CHARS_MIN], WordFlag.PLACE_PART)


def _mark(flags: dict[str, int], words: Iterable[str], flag: WordFlag) -> None:
    """Set a bit of each word."""
    for word in words:
        flags[word.lower()] = flags.get(word.lower(), 0) | flag


def _texts(row: dict[str, object], key: str) -> list[str]:
    """The strings of a list that may be missing."""
    value = row.get(key)
    return [str(text) for text in value] if isinstance(value, list) else []


def _unaccented(text: str) -> str:
    """The text without combining marks."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _rows(path: Path) -> Iterator[dict[str, object]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _word_tables() -> tuple[dict[str, int], dict[str, float]]:
    """Cluster number and log probability of words, case kept."""
    folder = Path(_package_file("spacy_lookups_data")).parent / "data"
    tables = []
    for name in ("cluster", "prob"):
        with gzip.open(folder / f"en_lexeme_{name}.json.gz", "rt", encoding="utf-8") as text:
            tables.append(json.load(text))
    return tables[0], tables[1]


def _vocabulary(
    flags: dict[str, int], clusters: dict[str, int], frequency: dict[str, float]
) -> list[str]:
    """The lower-cased words to keep: every gazetteer word, then the most frequent."""
    best: dict[str, float] = {}
    for word, value in frequency.items():
        if word and word[0].isalnum() and (clusters.get(word) or value > -18.0):  # noqa: PLR2004 - below, counts of one or two
            lower = word.lower()
            if value > best.get(lower, -99.0):
                best[lower] = value
    ranked = sorted(best, key=lambda word: (-best[word], word))[:_WORDS_MAX]
    seen: dict[int, str] = {}
    for word in (*ranked, *sorted(flags)):
        seen.setdefault(word_hash(word), word)
    return sorted(seen.values())


def _usage(word: str, frequency: dict[str, float]) -> int:
    """How common a word is and how often it has a capital.

    1 + 6 * rarity (0..5) + share of capitals (0..5); 0 = unknown.
    """
    forms = [frequency.get(form) for form in (word, word.title(), word.upper())]
    lower, title, upper = (math.exp(value) if value is not None else 0.0 for value in forms)
    total = lower + title + upper
    if total == 0.0:
        return 0
    share = (title + upper) / total
    step = sum(share > bound for bound in (0.02, 0.15, 0.5, 0.85, 0.97))
    rarity = sum(total < bound for bound in (1e-4, 1e-5, 1e-6, 2e-7, 5e-8))
    return 1 + 6 * rarity + step


def _filter(phrases: Iterable[tuple[str, ...]]) -> np.ndarray:
    """The Bloom filter of the phrases."""
    chains = np.array(
        sorted({chain([word_hash(word) for word in phrase]) for phrase in phrases}), dtype=np.uint32
    )
    bits = np.zeros(_PHRASE_BITS, dtype=np.uint8)
    for probe in phrase_probes(chains, _PHRASE_BITS):
        bits[probe] = 1
    return np.packbits(bits, bitorder="little")


def _package_file(package: str) -> str:
    """Where an installed package is."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        message = f"training needs the package {package}: install the extra 'train'"
        raise ModuleNotFoundError(message, name=package)
    return spec.origin
