"""`copydesk schema`: the contracts as JSON Schema and AsyncAPI, for subscribers in any language.

Must not: decide what breaks a reader; contracts.compatibility does.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from copydesk import __version__
from copydesk.contracts.asyncapi import asyncapi_text
from copydesk.contracts.compatibility import changes
from copydesk.contracts.reference import reference_text
from copydesk.contracts.schemas import CONTRACTS, schema_documents, schema_of
from copydesk.errors import DemoError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from copydesk.contracts.compatibility import Change
    from copydesk.contracts.schemas import Contract, Schema

__all__ = ["command"]

RELEASED = re.compile(r"(?P<name>[a-z-]+)-(?P<major>\d+)\.(?P<minor>\d+)\.schema\.json")
"""A released schema's file: `enriched-article-1.0.schema.json`."""

Folder = click.Path(file_okay=False, path_type=Path)
Version = tuple[int, int]


@click.group()
def command() -> None:
    """Write the schemas of the contracts, and guard what was released."""


@command.command()
@click.argument("folder", type=Folder, default="schemas")
@click.option(
    "--docs",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the page for people here too, e.g. docs/events.md.",
)
@click.option("--check", is_flag=True, help="Write nothing; fail where a file would change.")
def export(folder: Path, docs: Path | None, *, check: bool) -> None:
    """Write the JSON Schemas and asyncapi.yaml into FOLDER (default: schemas).

    \b
    Examples:
      copydesk schema export
      copydesk schema export schemas --docs docs/events.md
      copydesk schema export --check
    """  # noqa: D301 - \b is click's mark for a block that is not to be wrapped
    texts = {folder / name: text for name, text in schema_documents().items()}
    texts[folder / "asyncapi.yaml"] = asyncapi_text(__version__)
    if docs is not None:
        texts[docs] = reference_text()
    stale = []
    for path, text in texts.items():
        if path.is_file() and path.read_text("utf-8") == text:
            continue
        stale.append(str(path))
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            click.echo(f"wrote {path}")
    if check and stale:
        sentence = f"{', '.join(stale)} differ from the contracts; run `make schemas`."
        raise DemoError(sentence)


@command.command()
@click.argument("folder", type=Folder, default="schemas/released")
def check(folder: Path) -> None:
    """Compare the contracts with the schemas last released in FOLDER.

    Additions pass and are listed. A change that breaks those who rely on a released schema is named
    with its JSON pointer, and the exit code is 1; the rule is the table in schemas/README.md.

    \b
    Example:
      copydesk schema check
    """  # noqa: D301 - \b is click's mark for a block that is not to be wrapped
    released = _released(folder)
    if not released:
        sentence = f"There is no released schema in {folder}; `copydesk schema release` writes it."
        raise SettingsError(sentence)
    known = {contract.name for contract in CONTRACTS}
    breaking = [f"{name}: the schema is gone" for name in sorted(set(released) - known)]
    for contract in CONTRACTS:
        version, found = _changes(contract, released)
        for change in found:
            line = f"{contract.name} {_numbered(version)}: {change}"
            if change.is_breaking:
                breaking.append(line)
            else:
                click.echo(line)
    if breaking:
        rule = (
            "Keep the released shape, or raise the major version and publish both for a while "
            "(schemas/README.md)."
        )
        raise DemoError("\n".join(["Breaking changes:", *breaking, rule]))
    click.echo("Nothing that was released is broken.")


@command.command()
@click.argument("folder", type=Folder, default="schemas/released")
def release(folder: Path) -> None:
    """Freeze the contracts in FOLDER, as part of a release: additions make a new minor version.

    A schema that says the same as before stays as it is; one that breaks the last is refused.

    \b
    Example:
      copydesk schema release
    """  # noqa: D301 - \b is click's mark for a block that is not to be wrapped
    released = _released(folder)
    new: dict[Path, str] = {}
    for contract in CONTRACTS:
        (major, minor), found = _changes(contract, released)
        if any(change.is_breaking for change in found):
            lines = [f"{contract.name}: {change}" for change in found if change.is_breaking]
            raise DemoError("\n".join(["Not released, for it breaks readers:", *lines]))
        if minor >= 0 and not found:
            continue
        path = folder / f"{contract.name}-{major}.{minor + 1}.schema.json"
        new[path] = json.dumps(schema_of(contract), indent=2, ensure_ascii=False) + "\n"
    for path, text in new.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        click.echo(f"released {path}")
    if not new:
        click.echo("Nothing new since the last release.")


def _released(folder: Path) -> dict[str, dict[Version, Path]]:
    """Name -> version -> file."""
    found: dict[str, dict[Version, Path]] = {}
    for path in sorted(folder.glob("*.json")):
        if match := RELEASED.fullmatch(path.name):
            version = int(match["major"]), int(match["minor"])
            found.setdefault(match["name"], {})[version] = path
    return found


def _changes(
    contract: Contract, released: Mapping[str, Mapping[Version, Path]]
) -> tuple[Version, tuple[Change, ...]]:
    """The last release of the contract's major version, and what changed since.

    The minor is -1 and nothing changed where that major was never released: it breaks nobody.
    """
    of_major = {
        version: path
        for version, path in released.get(contract.name, {}).items()
        if version[0] == contract.major
    }
    if not of_major:
        return (contract.major, -1), ()
    last = max(of_major)
    return last, changes(_read(of_major[last]), schema_of(contract), contract.reader)


def _read(path: Path) -> Schema:
    try:
        schema = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        sentence = f"{path} is not JSON; take it back from version control."
        raise SettingsError(sentence) from error
    if not isinstance(schema, dict):
        sentence = f"{path} is no JSON Schema; take it back from version control."
        raise SettingsError(sentence)
    return schema


def _numbered(version: Version) -> str:
    return f"{version[0]}.{version[1]}"
