"""The HTTP port that machines ask: alive, ready, how much.

Must not: serve articles, or take a command but the one to go on (see server).
"""

from copydesk.web.server import Info, WebServer

__all__ = ["Info", "WebServer"]
