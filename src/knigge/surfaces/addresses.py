"""A host and a port into a socket that listens, and what is to be known of the two."""

from __future__ import annotations

import socket
from ipaddress import ip_address

from knigge.errors import SettingsError


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens; port 0 takes a free one. Raises SettingsError for an address that can't be listened on."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.create_server(address, family=family)
    except (OSError, UnicodeError) as fault:
        reason = getattr(fault, "strerror", None) or fault
        raise SettingsError(
            f"{host}:{port} can't be listened on ({reason}). Choose another --port or --host."
        ) from fault
    # connections have it from here; without it the second half of an answer waits 40 ms for word of the first
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def base(host: str, listener: socket.socket) -> str:
    """Return the address at which a socket that listens on `host` is reached, as a URL."""
    return f"http://{bracketed(host)}:{listener.getsockname()[1]}"


def loopback(host: str) -> bool:
    """Say whether an address to listen on is reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def bracketed(host: str) -> str:
    """Return an address as a URL holds it."""
    return f"[{host}]" if ":" in host else host
