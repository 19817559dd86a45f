"""`copydesk run`: the service, wired from its settings."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

import click
from prometheus_client import CollectorRegistry

from copydesk.cli.wiring import stream_config_of
from copydesk.errors import SettingsError
from copydesk.models.editions import LoadEditions
from copydesk.models.loading import load_pipeline, model_versions
from copydesk.models.section_map import read_section_map
from copydesk.models.sources import read_sources
from copydesk.observability.health import Health
from copydesk.observability.logs import configure_logging
from copydesk.observability.metrics import Metrics
from copydesk.observability.tracing import UNTRACED
from copydesk.settings import load_settings
from copydesk.stream import Resume, serve
from copydesk.web.server import Info, WebServer

if TYPE_CHECKING:
    from collections.abc import Callable

    from copydesk.models.editions import EditionPipeline
    from copydesk.observability.tracing import Tracer
    from copydesk.pipeline import Pipeline
    from copydesk.settings import Settings
    from copydesk.stream import StreamConfig

__all__ = ["command"]


@click.command()
@click.option("--bootstrap", help="Kafka bootstrap servers, host:port.  [COPYDESK_BOOTSTRAP]")
@click.option("--group", help="Consumer group.  [COPYDESK_GROUP]")
@click.option("--workers", type=int, help="Worker processes.  [COPYDESK_WORKERS]")
@click.option("--http-port", type=int, help="Port for health and metrics.  [COPYDESK_HTTP_PORT]")
@click.option("--fail-fast", is_flag=True, help="Exit 69 when no broker answers at start.")
def command(
    *,
    bootstrap: str | None,
    group: str | None,
    workers: int | None,
    http_port: int | None,
    fail_fast: bool,
) -> None:
    """Run the service: raw articles in, events out, exactly once. Ends at SIGTERM or Ctrl-C.

    Every setting is a COPYDESK_* variable (README.md lists them); these options win over them.
    One process is one member of the consumer group; start as many as there are partitions.
    It exits with 0 after SIGTERM or Ctrl-C, 2 for a wrong setting, 69 when no broker answers at the
    start and --fail-fast is given, 70 for a bug. A second signal stops it without a drain.

    \b
    Examples:
      COPYDESK_BOOTSTRAP=kafka:9092 copydesk run
      copydesk run --bootstrap localhost:9092 --http-port 8081
    """  # noqa: D301 - \b is click's mark for a block that is not to be wrapped
    settings = load_settings(bootstrap=bootstrap, group=group, workers=workers, http_port=http_port)
    config = stream_config_of(settings, fail_fast=fail_fast)
    configure_logging(settings.log_level, settings.log_format)
    tracer = _tracer_of(settings)
    section_map = read_section_map(settings.section_map)
    sources = read_sources(settings.sources)
    load = partial(load_pipeline, section_map, sources, settings.entity_confidence)
    editions = tuple(config.topics.editions)
    factory = LoadEditions(load, editions) if editions else load
    try:
        asyncio.run(_serve(settings, config, factory, tracer))
    finally:
        tracer.close()


def _tracer_of(settings: Settings) -> Tracer:
    """Whoever is told of chunks and commits; raises SettingsError where its extra is missing."""
    if settings.tracing == "off":
        return UNTRACED
    try:
        from copydesk.observability.otel import OtelTracer, exporting_spans  # noqa: PLC0415
    except ImportError as error:
        sentence = (
            "COPYDESK_TRACING=otlp needs the extra `otel`: pip install 'copydesk[otel]'; off needs "
            "nothing."
        )
        raise SettingsError(sentence) from error
    return OtelTracer(settings.group, exporting_spans())


async def _serve(
    settings: Settings,
    config: StreamConfig,
    factory: Callable[[], Pipeline | EditionPipeline],
    tracer: Tracer,
) -> None:
    registry = CollectorRegistry()
    metrics = Metrics(registry)
    health = Health(metrics)
    info = Info(models=model_versions(), group=settings.group)
    metrics.describe(info.version, info.models)
    resume = Resume()
    web = WebServer(health, registry, info, resume.request)
    await web.start(settings.http_host, settings.http_port)
    try:
        await serve(config, factory, metrics, health, resume=resume, tracer=tracer)
    finally:
        await web.stop()
