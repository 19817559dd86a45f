"""`copydesk schema`: the contracts as JSON Schema, for subscribers in any language."""

from __future__ import annotations

from pathlib import Path

import click

from copydesk.contracts.schemas import schema_documents
from copydesk.errors import DemoError

__all__ = ["command"]


@click.group()
def command() -> None:
    """Write the JSON Schemas of the contracts, or check that they are up to date."""


@command.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default="schemas")
@click.option("--check", is_flag=True, help="Write nothing; fail where a file would change.")
def export(folder: Path, *, check: bool) -> None:
    """Write raw-article, enriched-article and header schemas into FOLDER (default: schemas).

    \b
    Examples:
      copydesk schema export
      copydesk schema export --check
    """  # noqa: D301 - \b is click's mark for a block that is not to be wrapped
    stale = []
    for name, text in schema_documents().items():
        path = folder / name
        if path.is_file() and path.read_text("utf-8") == text:
            continue
        stale.append(str(path))
        if not check:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            click.echo(f"wrote {path}")
    if check and stale:
        sentence = f"{', '.join(stale)} differ from the contracts; run `make schemas`."
        raise DemoError(sentence)
