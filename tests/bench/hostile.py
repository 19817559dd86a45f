"""What hostile input costs intake and normalising, for `make bench`: peak memory and CPU time.

Each input has a process of its own, so that no input's memory hides another's. Its peak is Linux'
VmHWM: ru_maxrss of a process that was forked off begins with its parent's.
"""

from __future__ import annotations

import subprocess
import sys

from rich.table import Table

__all__ = ["INPUTS", "hostile_table"]

STORY = (
    b"<p>The harbour council voted on Friday to keep the night ferry to Sallow Island running "
    b"until spring, after months of dispute.</p>" * 3
)
MEGABYTE = 1_000_000
SIZE = 20 * MEGABYTE
EMOJI = "\U0001f600".encode()


def _page(inner: bytes) -> bytes:
    return b"<html><body><article><h1>Night ferry stays</h1>%b%b</article></body></html>" % (
        inner,
        STORY,
    )


def _repeated(part: bytes, size: int = SIZE) -> bytes:
    return part * (size // len(part))


INPUTS = {
    "page: 20 MB of script and an emoji": lambda: _page(
        b"<script>" + _repeated(b"var a = 1;\n") + EMOJI + b"</script>"
    ),
    "page: 20 MB of text": lambda: _page(b"<p>" + _repeated(b"word ") + EMOJI),
    "page: 20 MB of comments": lambda: _page(_repeated(b"<!-- x -->")),
    "page: 20 MB in an attribute": lambda: _page(b'<img src="' + b"A" * SIZE + b'">'),
    "page: 98,000 tags": lambda: _page(b"<p>word word</p>" * 49_000),
    "page: 6 MB of mojibake": lambda: _page(_repeated("Ã©â€™ ".encode(), 6 * MEGABYTE)),
    "page: 100,000 attributes with '>' in them": lambda: _page(
        b"<p " + b" ".join(b'a%d=">"' % n for n in range(100_000)) + b">"
    ),
    "page: 20 MB of zeros": lambda: _page(b"\x00" * SIZE),
    "nitf: 20 MB of references": lambda: (
        b"<nitf><body><body.content><p>"
        + _repeated(b"&mdash; ")
        + b"</p></body.content></body></nitf>"
    ),
    "nitf: 590,000 elements": lambda: (
        b"<nitf><body><body.content><p>" + b"<b/>" * 590_000 + b"</p></body.content></body></nitf>"
    ),
    "rss: 1,990 items, 19 MB": lambda: (
        b"<rss><channel>"
        + (b"<item><description>" + b"word " * 1_900 + b"</description></item>") * 1_990
        + b"</channel></rss>"
    ),
    "json: 20 MB of escapes": lambda: (
        b'{"source": {"id": "x"}, "body": "' + _repeated(b"\\ud83d\\ude00") + b'"}'
    ),
    "json: 490,000 arrays": lambda: b'{"uri": "u", "x": [' + b"[]," * 490_000 + b"0]}",
    "text: 650,000 lines": lambda: b"ab\n" * 650_000,
    "text: 20 MB": lambda: _repeated(b"word "),
}
"""Bytes by what they are; made in the process that reads them."""

_CODE = """
import re, sys, time
from pathlib import Path
from copydesk.draft import Draft, Record
from copydesk.errors import RejectedError
from copydesk.intake import read
from copydesk.normalise import normalise
from tests.bench.hostile import INPUTS, STORY
read(Record(b"<html><body>" + STORY))
value = INPUTS[sys.argv[1]]()
began, articles = time.process_time(), ()
try:
    articles = read(Record(value)).articles
except RejectedError as error:
    said = error.why.value
for one in articles:
    said = one.error.why.value if not isinstance(one, Draft) else "read"
    if isinstance(one, Draft):
        normalise(one, lambda _text: None)
status = Path("/proc/self/status").read_text()
peak = int(re.search(r"VmHWM:\\s*(\\d+) kB", status)[1]) * 1024
print(f"{len(value) / 1e6:.1f}\\t{peak / 1e6:.0f}\\t{time.process_time() - began:.2f}\\t{said}")
"""


def hostile_table() -> Table:
    """Return the table of what each input costs; memory is the whole process's."""
    table = Table(title="Hostile input through intake and normalising, a process each")
    for column in ("input", "MB", "peak MB", "CPU s", "outcome"):
        table.add_column(column, justify="left" if column in {"input", "outcome"} else "right")
    for name in INPUTS:
        command = [sys.executable, "-c", _CODE, name]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        table.add_row(name, *done.stdout.strip().split("\t"))
    return table
