"""The topics as a contract: what each carries, how it is keyed, cut and kept.

One source for `copydesk topics`, schemas/asyncapi.yaml and docs/events.md.
Must not: know which names an operator chose; these are the defaults.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CHANNELS", "MESSAGE_BYTES_MAX", "PARTITIONS", "Channel", "insync_replicas", "retention"]

DAY_MS = 24 * 60 * 60 * 1000
PARTITIONS = 6
"""The most service processes that can share the work; more can be added, none taken away."""

MESSAGE_BYTES_MAX = 1_048_588
"""Kafka's own default; what is larger becomes a dead letter."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One topic.

    name: its name in AsyncAPI; setting: the variable that holds its address, without COPYDESK_;
    retention_days: how long records are kept; is_optional: whether it exists only where it is set.
    """

    name: str
    address: str
    setting: str
    retention_days: int
    description: str
    key: str
    is_optional: bool = False


CHANNELS = (
    Channel(
        "raw",
        "news.articles.raw",
        "RAW_TOPIC",
        7,
        "Raw articles, as their sources wrote them. A null value withdraws the article that the "
        "key names.",
        "The article's id, so that its revisions stay in order on one partition. Where it is null "
        "the id is the body's, else its URL, else a digest of the record.",
    ),
    Channel(
        "enriched",
        "news.articles.enriched",
        "ENRICHED_TOPIC",
        30,
        "One event for each article of each raw record, exactly once for readers with "
        "isolation.level=read_committed. A null value is a kill: what was published under its key "
        "must go.",
        "The article's id, equal to ce_subject.",
    ),
    Channel(
        "dead-letter",
        "news.articles.dead-letter",
        "DEAD_LETTER_TOPIC",
        30,
        "Records that were refused: value, key and headers of the raw record unchanged, and why "
        "in more headers.",
        "The raw record's key, unchanged.",
    ),
    Channel(
        "ninjs",
        "news.articles.ninjs",
        "OUTPUT_NINJS_TOPIC",
        30,
        "The same events as ninjs 3.1 (IPTC), in the same transaction; a null value is a kill. "
        "Only where COPYDESK_OUTPUT_NINJS_TOPIC is set.",
        "The article's id, equal to ce_subject.",
        is_optional=True,
    ),
)


def retention(channel: Channel) -> int:
    """How long a channel's records are kept, in milliseconds."""
    return channel.retention_days * DAY_MS


def insync_replicas(replication: int) -> int:
    """`min.insync.replicas` that survives the loss of one copy: 2 of 3, and 1 of 1 or 2."""
    return max(1, replication - 1)
