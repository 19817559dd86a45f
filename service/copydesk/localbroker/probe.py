"""Ask a broker whether it serves, in the Kafka protocol itself: an open port is not yet a broker.

Must not: depend on a Kafka client, which would cost half a second of imports and retries.
Source: the Kafka protocol guide, Metadata (key 3) version 1, which every broker since 0.10 reads.
"""

from __future__ import annotations

import secrets
import socket
import struct

__all__ = ["free_port", "port_is_taken", "serves"]

_METADATA_KEY = 3
_METADATA_VERSION = 1
_CORRELATION = 7
_HEADER = struct.Struct(">hhih")  # key, version, correlation id, length of the client id (-1: null)
_NO_TOPICS = struct.pack(">i", 0)
_RESPONSE = struct.Struct(">ii")  # correlation id, number of brokers
_RESPONSE_BYTES_MAX = 1_000_000
_TIMEOUT_SECONDS = 2.0
_PORTS = range(20_000, 32_000)


def free_port() -> int:
    """Return a TCP port of the loopback address that nobody uses just now.

    It lies below the range from which systems draw the ports of outgoing connections (32768 on
    Linux, 49152 on macOS), so that no client can be given it while a broker is being restarted.
    """
    while True:
        port = secrets.choice(_PORTS)
        if not port_is_taken(port):
            return port


def port_is_taken(port: int) -> bool:
    """Whether nothing could listen on this port of the loopback address."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def serves(port: int) -> bool:
    """Whether a broker on the loopback address answers Metadata and names at least one broker.

    A KRaft broker opens its port before it has joined its own cluster; it then names none.
    """
    header = _HEADER.pack(_METADATA_KEY, _METADATA_VERSION, _CORRELATION, -1)
    request = header + _NO_TOPICS
    try:
        with socket.create_connection(("127.0.0.1", port), _TIMEOUT_SECONDS) as link:
            link.sendall(struct.pack(">i", len(request)) + request)
            (size,) = struct.unpack(">i", _read(link, 4))
            if not _RESPONSE.size <= size <= _RESPONSE_BYTES_MAX:
                return False
            correlation, brokers = _RESPONSE.unpack_from(_read(link, size))
    except OSError:
        return False
    return bool(correlation == _CORRELATION and brokers > 0)


def _read(link: socket.socket, size: int) -> bytes:
    """Exactly `size` bytes; raises ConnectionError when the other side stops sooner."""
    chunks = bytearray()
    while len(chunks) < size:
        chunk = link.recv(size - len(chunks))
        if not chunk:
            message = "closed before the answer was complete"
            raise ConnectionError(message)
        chunks += chunk
    return bytes(chunks)
