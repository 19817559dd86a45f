"""README and CHANGELOG say what is so: generated parts, commands, links.

`make docs` rewrites the generated parts.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from copydesk import __version__
from copydesk.cli.app import COMMANDS, cli
from copydesk.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
WRITE = os.environ.get("COPYDESK_TEST_DOCS") == "write"


def settings_table() -> str:
    rows = ["| variable | default | what it is for |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = field.get_default()
        shown = "number of cores" if name == "workers" else f"`{default}`"
        if default is None:
            shown = "none"
        rows.append(f"| `{PREFIX}{name.upper()}` | {shown} | {field.description} |")
    return "\n".join(rows)


def test_settings_table_is_the_settings() -> None:
    """Every setting is in the README with its default and its purpose."""
    text = README.read_text("utf-8")
    pattern = re.compile(r"(<!-- settings[^>]*-->\n).*?(\n<!-- /settings -->)", re.DOTALL)
    renewed = pattern.sub(lambda marks: marks[1] + settings_table() + marks[2], text)
    if WRITE:
        README.write_text(renewed, "utf-8")
    assert pattern.search(text)
    assert README.read_text("utf-8") == renewed


def test_the_subscriber_in_the_readme_is_the_one_that_is_tested() -> None:
    """What a reader copies is the file that is run against a real Kafka."""
    path = ROOT / "schemas" / "examples" / "subscribers" / "python" / "subscriber.py"
    text = README.read_text("utf-8")
    pattern = re.compile(r"(<!-- subscriber[^>]*-->\n).*?(<!-- /subscriber -->)", re.DOTALL)
    shown = f"```python\n{path.read_text('utf-8')}```\n"
    renewed = pattern.sub(lambda marks: marks[1] + shown + marks[2], text)
    if WRITE:
        README.write_text(renewed, "utf-8")
    assert pattern.search(text)
    assert README.read_text("utf-8") == renewed


def shell_lines() -> list[str]:
    blocks = re.findall(r"```console\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    lines = [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]
    return [line for line in lines if line]


def test_make_targets_of_the_readme_exist() -> None:
    """What the README tells a person to type is a target of the Makefile."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    named = set(re.findall(r"`?make ([a-z-]+)", README.read_text("utf-8")))
    assert {"demo", "test"} <= named
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    assert not named - targets


def test_commands_of_the_readme_exist() -> None:
    """Every copydesk command in the README parses: the command and each option are known."""
    unknown = []
    for line in shell_lines():
        for part in line.split("|"):
            words = shlex.split(part)
            if not words or Path(words[0]).name != "copydesk":
                continue
            options = [word for word in words[1:] if word.startswith("--")]
            names = [word for word in words[1:] if word.isalpha() and word.islower()]
            called = [name for name in names[:2] if name in COMMANDS or names[0] == "topics"]
            result = CliRunner().invoke(cli, [*called, "--help"])
            unknown += [line for option in options if option not in result.output]
            unknown += [line] if result.exit_code or not called else []
    assert not unknown


def test_links_of_the_documents_lead_somewhere() -> None:
    """A relative link names a file that exists."""
    documents = [*ROOT.glob("*.md"), *(ROOT / "LICENSES").glob("*.md"), *ROOT.glob("docs/**/*.md")]
    broken = [
        f"{document.name}: {target}"
        for document in documents
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text("utf-8"))
        if not (document.parent / target).exists()
    ]
    assert not broken


def test_changelog_is_of_this_version() -> None:
    """The top entry of the changelog is the version that is being built."""
    top = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert top is not None
    assert top[1] == __version__


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_help_teaches(name: str) -> None:
    """Each command's help says what it does and shows an example."""
    result = CliRunner().invoke(cli, [name, "--help"])
    assert result.exit_code == 0
    subs = ("create", "check", "export")
    texts = [CliRunner().invoke(cli, [name, sub, "--help"]).output for sub in subs]
    assert any("Example" in text for text in [result.output, *texts])
