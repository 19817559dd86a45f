"""`copydesk resume`: tell a running service to go on."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

import aiohttp
import click

from copydesk.errors import SettingsError, UnreachableError
from copydesk.settings import load_settings
from copydesk.web.server import RESUME_HEADER, RESUME_PATH

__all__ = ["command"]

DEADLINE_SECONDS = 10.0
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - what the service may listen on


@click.command()
@click.option("--http-port", type=int, help="The service's port.  [COPYDESK_HTTP_PORT]")
def command(*, http_port: int | None) -> None:
    """Let the service on this machine go on after too many dead letters paused it.

    What it refused passes, and it counts anew. Held partitions are tried again at once. Run it
    where the service runs (in its container): requests from elsewhere are refused.

    \b
    Example:
      copydesk resume --http-port 8080
    """  # noqa: D301 - \b is click's mark for a block that is not to be wrapped
    settings = load_settings(http_port=http_port)
    if settings.http_port == 0:
        sentence = "COPYDESK_HTTP_PORT is 0; give the port that the service logged (--http-port)."
        raise SettingsError(sentence)
    host = EVERYWHERE.get(settings.http_host, settings.http_host)
    reasons = asyncio.run(_resume(host, settings.http_port))
    for reason in reasons:
        click.echo(f"was not ready: {reason}")
    click.echo("It goes on." if reasons else "It was ready; there was nothing to resume.")


async def _resume(host: str, port: int) -> list[str]:
    """Ask the service to go on; returns why it was not ready until now."""
    url = f"http://{f'[{host}]' if ':' in host else host}:{port}{RESUME_PATH}"
    timeout = aiohttp.ClientTimeout(total=DEADLINE_SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.post(url, headers={RESUME_HEADER: "1"}) as answer,
        ):
            if answer.status != HTTPStatus.OK:
                sentence = f"The service at {host}:{port} refused ({answer.status})."
                raise UnreachableError(sentence)
            told = await answer.json()
    except (aiohttp.ClientError, TimeoutError) as error:
        sentence = f"No service answers at {host}:{port} ({type(error).__name__})."
        raise UnreachableError(sentence) from error
    return [str(reason) for reason in told["reasons"]]
