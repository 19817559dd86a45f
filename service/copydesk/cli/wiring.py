"""From settings to the plain values that the engine takes.

Must not: open a connection.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.stream import (
    Connection,
    Deadlines,
    Limits,
    Mechanism,
    Protocol,
    RejectionLimit,
    Security,
    Start,
    StreamConfig,
    Topics,
)

if TYPE_CHECKING:
    from copydesk.settings import Settings

__all__ = ["connection_of", "stream_config_of", "topics_of"]

MEBIBYTE = 1024 * 1024


def connection_of(settings: Settings) -> Connection:
    """Return how to reach the broker."""
    security = Security(
        protocol=Protocol(settings.security_protocol),
        mechanism=Mechanism(settings.sasl_mechanism or Mechanism.PLAIN),
        username=settings.sasl_username,
        password=settings.sasl_password,
        cafile=str(settings.ssl_cafile) if settings.ssl_cafile else None,
    )
    return Connection(bootstrap=settings.bootstrap, security=security)


def topics_of(settings: Settings) -> Topics:
    """Return the names of the topics, those of further editions included."""
    ninjs = settings.output_ninjs_topic
    return Topics(
        raw=settings.raw_topic,
        enriched=settings.enriched_topic,
        dead_letter=settings.dead_letter_topic,
        editions={"ninjs": ninjs} if ninjs else {},
    )


def stream_config_of(settings: Settings, *, fail_fast: bool) -> StreamConfig:
    """Return all that the engine needs to know; raises SettingsError on what can't work."""
    return StreamConfig(
        connection=connection_of(settings),
        group=settings.group,
        topics=topics_of(settings),
        start=Start(settings.start),
        workers=settings.workers,
        fail_fast=fail_fast,
        deadlines=Deadlines(
            article=settings.article_deadline,
            revoke=settings.revoke_deadline,
            drain=settings.drain_deadline,
            stall=settings.stall_deadline,
        ),
        limits=Limits(worker_memory_bytes=settings.worker_memory * MEBIBYTE),
        rejections=RejectionLimit(
            letters=settings.dead_letter_limit,
            share=settings.dead_letter_share,
            window=settings.dead_letter_window,
        ),
    )
