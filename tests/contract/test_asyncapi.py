"""asyncapi.yaml is what the contracts say, and AsyncAPI's own parser has nothing against it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
import yaml
from tests.support.node import installed

from copydesk import __version__
from copydesk.contracts.asyncapi import asyncapi_document, asyncapi_text
from copydesk.contracts.channels import CHANNELS, Channel
from copydesk.contracts.reference import reference_text
from copydesk.settings import Settings
from copydesk.stream import Topics, planned_topics

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "schemas"
VALIDATOR = Path(__file__).parent / "asyncapi"
LOCKS = [VALIDATOR, SCHEMAS / "examples" / "subscribers" / "typescript"]


def test_the_file_is_what_the_contracts_say() -> None:
    """It never drifts, and the YAML says exactly what the document is; `make schemas` renews it."""
    text = asyncapi_text(__version__)
    assert (SCHEMAS / "asyncapi.yaml").read_text("utf-8") == text
    assert yaml.safe_load(text) == asyncapi_document(__version__)


def test_the_page_for_people_is_what_the_contracts_say() -> None:
    """docs/events.md names every topic and every field; `make schemas` renews it."""
    text = reference_text()
    assert (ROOT / "docs" / "events.md").read_text("utf-8") == text
    for channel in CHANNELS:
        assert f"`{channel.address}`" in text


def test_the_parser_of_asyncapi_accepts_it() -> None:
    """No fault, no warning; every channel, and operations for the desk and those around it."""
    folder = installed(VALIDATOR)
    command = ["node", "validate.mjs", str(SCHEMAS / "asyncapi.yaml")]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["faults"] == []
    assert told["version"].startswith("3.")
    assert set(told["channels"]) == {channel.name for channel in CHANNELS}
    assert {"publishRaw", "deskReadsRaw", "subscribeEnriched"} <= set(told["operations"])
    assert "urn:copydesk:schema:event-headers:1" in told["headers"]


def test_the_parser_refuses_a_document_that_is_wrong(tmp_path: Path) -> None:
    """The check can fail: an operation on a channel that is not there is a fault."""
    folder = installed(VALIDATOR)
    broken = yaml.safe_load(asyncapi_text(__version__).replace("./", f"{SCHEMAS}/"))
    broken["operations"]["publishRaw"]["channel"]["$ref"] = "#/channels/absent"
    path = tmp_path / "broken.yaml"
    path.write_text(json.dumps(broken), "utf-8")
    command = ["node", "validate.mjs", str(path)]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )
    assert json.loads(done.stdout)["faults"]


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda channel: channel.name)
def test_channels_are_the_topics_of_the_service(channel: Channel) -> None:
    """Names and retention in the contract are those that `copydesk topics create` gives."""
    planned = {plan.name: plan for plan in planned_topics(Topics(editions={"ninjs": "ninjs"}))}
    document = asyncapi_document(__version__)
    channels = document["channels"]
    assert isinstance(channels, dict)
    binding = channels[channel.name]["bindings"]["kafka"]
    field = Settings.model_fields[channel.setting.lower()]
    plan = planned[field.get_default() or channel.name]
    assert plan.partitions == binding["partitions"]
    configured = binding["topicConfiguration"]
    assert int(plan.configs["retention.ms"]) == configured["retention.ms"]
    assert int(plan.configs["max.message.bytes"]) == configured["max.message.bytes"]
    assert [plan.configs["cleanup.policy"]] == configured["cleanup.policy"]


@pytest.mark.parametrize("folder", LOCKS, ids=lambda folder: folder.name)
def test_lock_files_name_no_registry(folder: Path) -> None:
    """Packages come from the index that a machine is set up for, checked by their digests."""
    lock = json.loads((folder / "package-lock.json").read_text("utf-8"))
    packages = [one for path, one in lock["packages"].items() if path]
    assert packages
    assert not [one for one in packages if "resolved" in one]
    assert all("integrity" in one for one in packages)
