"""The socket that the server listens at."""

from __future__ import annotations

import socket

from dateline.web.server import bound


def test_answers_are_sent_at_once() -> None:
    """asyncio sets TCP_NODELAY on connections whose protocol is named as TCP."""
    with bound("127.0.0.1", 0) as listening:
        here = socket.create_connection(listening.getsockname())
        there, _ = listening.accept()
        with here, there:
            assert there.proto == socket.IPPROTO_TCP
