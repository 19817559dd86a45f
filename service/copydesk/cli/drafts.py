"""`copydesk enrich --stage intake`: what was understood of files, before any repair."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click
from pydantic_core import to_jsonable_python

from copydesk.cli.articles import articles_in
from copydesk.draft import Refusal
from copydesk.errors import RejectedError, SettingsError
from copydesk.intake import read

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from copydesk.cli.articles import Article

__all__ = ["print_drafts"]


def print_drafts(
    files: Iterable[str], *, issued: datetime | None, source: str | None, form: str | None
) -> int:
    """Print each draft and withdrawal in the files, one JSON object a line; return the exit code.

    form: the format's name, None to look at each file.
    """
    refused = 0
    for name in files:
        try:
            for article in articles_in(name, source=source, issued=issued, form=form):
                refused += _print_drafts(article)
        except SettingsError as error:
            refused += 1
            click.echo(f"copydesk: {error}", err=True)
    return SettingsError.exit_code if refused else 0


def _print_drafts(article: Article) -> int:
    """Print what a record holds; return how many of its articles were refused."""
    try:
        reading = read(article.record)
    except RejectedError as error:
        click.echo(f"copydesk: {article.where}: {error}", err=True)
        return 1
    refused = 0
    for one in reading.articles:
        if isinstance(one, Refusal):
            refused += 1
            click.echo(f"copydesk: {article.where}: {one.error}", err=True)
            continue
        document = {"format": reading.format, "article": type(one).__name__.lower()} | asdict(one)
        indent = 2 if sys.stdout.isatty() else None
        line = json.dumps(to_jsonable_python(document), indent=indent, ensure_ascii=False)
        sys.stdout.write(line + "\n")
    sys.stdout.flush()
    return refused
