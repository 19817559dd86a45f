"""Names that must never change, and configurations that could not keep their promise."""

from __future__ import annotations

import pytest
from pydantic import SecretStr

from copydesk.errors import SettingsError
from copydesk.stream.config import Deadlines, Limits, StreamConfig, transactional_id
from copydesk.stream.connection import Connection, Mechanism, Protocol, Security


def test_the_transactional_id_is_frozen() -> None:
    """Changing its form would leave an older member's transaction unfenced in an upgrade."""
    assert transactional_id("desk", "news.articles.raw", 7) == "copydesk/desk/news.articles.raw/7"


@pytest.mark.parametrize("group", ["", "a/b", "/"])
def test_a_group_that_could_be_mistaken_is_refused(group: str) -> None:
    """'a/b' with topic 'c' and 'a' with topic 'b/c' would fence each other."""
    with pytest.raises(SettingsError, match="group id"):
        StreamConfig(group=group)


def test_revocation_is_shorter_than_the_group_s_patience() -> None:
    """Else a member that waits for its transactions is expelled, over and over."""
    with pytest.raises(SettingsError, match="shorter"):
        StreamConfig(deadlines=Deadlines(revoke=60.0, rebalance=60.0))


def test_our_deadline_of_a_transaction_is_below_the_coordinator_s() -> None:
    """So that we give up first, and know it."""
    assert Deadlines().commit < Deadlines().transaction
    assert Limits().batch_bytes <= Limits().request_bytes


def test_a_password_is_never_shown() -> None:
    """Configurations end up in logs and tracebacks."""
    security = Security(
        Protocol.SASL_SSL, Mechanism.SCRAM_SHA_512, username="desk", password=SecretStr("hush")
    )
    assert "hush" not in repr(StreamConfig(connection=Connection("b:1", security)))


def test_sasl_without_its_credentials_is_refused() -> None:
    """A broker would only close the connection, without saying why."""
    connection = Connection("b:1", Security(Protocol.SASL_PLAINTEXT, username="desk"))
    with pytest.raises(SettingsError, match="password"):
        connection.client_options()


def test_credentials_reach_the_client() -> None:
    """Every client is built from the same options."""
    security = Security(
        Protocol.SASL_PLAINTEXT, Mechanism.SCRAM_SHA_256, username="desk", password=SecretStr("p")
    )
    options = Connection("b:1", security).client_options()
    assert options["security_protocol"] == "SASL_PLAINTEXT"
    assert options["sasl_mechanism"] == "SCRAM-SHA-256"
    assert (options["sasl_plain_username"], options["sasl_plain_password"]) == ("desk", "p")


def test_an_unreadable_ca_file_is_named() -> None:
    """The file is the operator's, so the sentence names it."""
    connection = Connection("b:1", Security(Protocol.SSL, cafile="nowhere.pem"))
    with pytest.raises(SettingsError, match=r"nowhere\.pem"):
        connection.client_options()
