"""Where a server listens, and how the connections to it behave."""

from __future__ import annotations

import socket

import pytest

from knigge.errors import SettingsError
from knigge.surfaces import addresses


def test_an_answer_in_two_halves_does_not_wait_for_word_of_the_first() -> None:
    with (
        addresses.listening("127.0.0.1", 0) as listener,
        socket.create_connection(listener.getsockname()),
        listener.accept()[0] as accepted,
    ):
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_port_that_is_taken_is_named_with_the_way_out() -> None:
    with addresses.listening("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(SettingsError, match=rf"127\.0\.0\.1:{port} can't be listened on .* --port"):
            addresses.listening("127.0.0.1", port)


@pytest.mark.parametrize(
    ("host", "own"),
    [("localhost", True), ("127.8.0.1", True), ("::1", True), ("0.0.0.0", False), ("localhost.example", False)],
)
def test_only_this_machine_reaches_a_loopback_address(host: str, own: bool) -> None:
    assert addresses.loopback(host) == own
