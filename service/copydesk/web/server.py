"""/livez, /readyz, /metrics and /info over aiohttp, on the engine's own event loop; and /resume.

An endless loop in the engine would make these silent, which is what a liveness probe is to notice.
POST /resume is the one thing that can be asked of a running service. It is obeyed only when it
comes from the same machine or container, whatever address the port is bound to, and only with a
header that no web page can send to a stranger's port.
Must not: compute anything; it shows what others keep, and passes a wish on.
"""

from __future__ import annotations

import ipaddress
import json
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING

import structlog
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from copydesk import __version__
from copydesk.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from prometheus_client import CollectorRegistry

    from copydesk.observability.health import Health

__all__ = ["RESUME_HEADER", "RESUME_PATH", "Info", "WebServer"]

PORT_VARIABLE = "COPYDESK_HTTP_PORT"
RESUME_PATH = "/resume"
RESUME_HEADER = "X-Copydesk-Resume"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Info:
    """What /info tells; models: name -> version."""

    models: Mapping[str, str] = field(default_factory=dict)
    group: str = ""
    version: str = __version__


class WebServer:
    """The server; started before the broker is looked for, so that waiting is visible."""

    def __init__(
        self,
        health: Health,
        registry: CollectorRegistry,
        info: Info,
        resume: Callable[[], None] | None = None,
    ) -> None:
        """Open nothing yet; resume: what POST /resume does, None for no such path."""
        self._resume = resume
        self._health = health
        self._registry = registry
        self._info = info
        self._runner: web.AppRunner | None = None

    async def start(self, host: str, port: int) -> int:
        """Listen, and return the port, which is a free one when 0 was given.

        Raises SettingsError when the port is in use or the address is not this machine's.
        """
        app = web.Application()
        app.router.add_get("/livez", self._livez)
        app.router.add_get("/readyz", self._readyz)
        app.router.add_get("/metrics", self._metrics)
        app.router.add_get("/info", self._about)
        if self._resume is not None:
            app.router.add_post(RESUME_PATH, self._resumed)
        runner = web.AppRunner(app, access_log=None, handle_signals=False)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            await runner.cleanup()
            sentence = (
                f"Port {port} on {host} can't be listened on ({error.strerror or error}); "
                f"choose another with {PORT_VARIABLE}."
            )
            raise SettingsError(sentence) from error
        self._runner = runner
        bound: int = runner.addresses[0][1]
        log.info("http_started", port=bound)
        return bound

    async def stop(self) -> None:
        """Stop listening; connections in use get a moment to end."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _livez(self, _request: web.Request) -> web.Response:
        return self._verdict(self._health.is_live())

    async def _readyz(self, _request: web.Request) -> web.Response:
        return self._verdict(self._health.is_live() and self._health.is_ready())

    async def _metrics(self, _request: web.Request) -> web.Response:
        body = generate_latest(self._registry)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _about(self, _request: web.Request) -> web.Response:
        info = self._info
        return _json(
            HTTPStatus.OK,
            {"version": info.version, "group": info.group, "models": dict(info.models)},
        )

    async def _resumed(self, request: web.Request) -> web.Response:
        if not _is_local(request.remote) or RESUME_HEADER not in request.headers:
            return _json(HTTPStatus.FORBIDDEN, {"ok": False})
        reasons = list(self._health.reasons())
        log.info("resume_requested")
        if self._resume is not None:
            self._resume()
        return _json(HTTPStatus.OK, {"ok": True, "reasons": reasons})

    def _verdict(self, good: bool) -> web.Response:  # noqa: FBT001 - the one thing it is about
        status = HTTPStatus.OK if good else HTTPStatus.SERVICE_UNAVAILABLE
        reasons = [] if good else list(self._health.reasons())
        return _json(status, {"ok": good, "reasons": reasons})


def _is_local(remote: str | None) -> bool:
    """Whether a request comes from this very machine or container."""
    try:
        return ipaddress.ip_address(remote or "").is_loopback
    except ValueError:
        return False


def _json(status: HTTPStatus, body: Mapping[str, object]) -> web.Response:
    text = json.dumps(body, ensure_ascii=False, sort_keys=True) + "\n"
    return web.Response(status=status, text=text, content_type="application/json")
