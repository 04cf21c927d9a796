"""The socket that several server processes share."""

import socket

from andrum.site.command_line.serve import at_once


def test_connections_of_a_shared_socket_send_at_once():
    with at_once(socket.socket()) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        with socket.create_connection(listening.getsockname()), listening.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
