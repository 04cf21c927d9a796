"""``andrum serve``: the web server."""

import argparse

from andrum.site.command_line.parent import add_stop_with_parent, stop_with_parent
from andrum.site.command_line.start import load_safely

DESCRIPTION = """\
Start the web server. Settings are read from the environment; see `andrum check`.

Put a reverse proxy with a certificate before it. Run `andrum migrate` first
and `andrum work` beside it: without a worker applications wait."""


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

    uvicorn.run(
        "andrum.site.asgi:application",
        host=options.host,
        port=options.port,
        workers=options.processes,
        lifespan="off",
        access_log=False,
        server_header=False,
        log_level="warning",
        proxy_headers=False,
        ws="websockets-sansio",
        ws_max_size=64 * 1024,  # a frame of sound is three kilobytes
        ws_max_queue=64,
        timeout_worker_healthcheck=60,  # a machine with much else to do is no reason to kill a process that serves
    )
    return 0
