"""``andrum serve``: the web server."""

import argparse
import socket
from typing import Any, Final

from andrum.site.command_line.parent import add_stop_with_parent, stop_with_parent
from andrum.site.command_line.start import load_safely

DESCRIPTION = """\
Start the web server. Settings are read from the environment; see `andrum check`.

Put a reverse proxy with a certificate before it. Run `andrum migrate` first
and `andrum work` beside it: without a worker applications wait."""

APPLICATION: Final = "andrum.site.asgi:application"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Address and number of processes."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen at (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen at (default: 8000)")
    parser.add_argument("--processes", type=int, default=1, metavar="N", help="processes, one a core (default: 1)")
    add_stop_with_parent(parser)


def run(options: argparse.Namespace) -> int:
    """Serve until stopped."""
    load_safely()
    if options.stop_with_parent:
        stop_with_parent()
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    how: dict[str, Any] = {
        "host": options.host, "port": options.port, "workers": options.processes,
        "lifespan": "off", "access_log": False, "server_header": False, "log_level": "warning", "proxy_headers": False,
        "ws": "websockets-sansio",
        "ws_max_size": 64 * 1024,  # a frame of sound is three kilobytes
        "ws_max_queue": 64,
        "timeout_worker_healthcheck": 60,  # a machine with much else to do is no reason to kill a process that serves
    }  # fmt: skip
    if options.processes == 1:
        uvicorn.run(APPLICATION, **how)
    else:
        config = uvicorn.Config(APPLICATION, **how)
        Multiprocess(config, sockets=[at_once(config.bind_socket())]).run()
    return 0


def at_once(listening: socket.socket) -> socket.socket:
    """Let each connection send what it has: else the end of an answer waits 40 ms for the other side's receipt.

    One process alone has this from Python; a socket that several share is bound otherwise, and has not.
    """
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening
