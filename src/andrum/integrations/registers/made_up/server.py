"""The made-up service on a port of this machine, over mutual TLS, one thread a connection."""

import contextlib
import http.server
import socket
import ssl
import threading
from pathlib import Path
from typing import Any, ClassVar, Final

from andrum.integrations.registers.made_up.certificates import Papers, papers_in
from andrum.integrations.registers.made_up.service import MadeUpService, Reply
from andrum.integrations.registers.made_up.told import PATH, address, settings_for
from andrum.integrations.registers.messages import CONTRACT, FOLDER, WSDL

MOST_ASKED: Final = 200_000
PATIENCE: Final = 60.0
"""Seconds that a connection may be silent."""
PIECE: Final = b"a" * 65_536


class Handler(http.server.BaseHTTPRequestHandler):
    """One connection. Writes no log lines: an address may hold anything."""

    protocol_version = "HTTP/1.1"
    timeout = PATIENCE
    disable_nagle_algorithm = True
    server: "MadeUpServer"

    def do_POST(self) -> None:
        """A question."""
        size = self.headers.get("Content-Length", "")
        if self.path != PATH or not (size.isascii() and size.isdigit() and int(size) <= MOST_ASKED):
            self._send(Reply(400, b""), "text/plain")
            return
        self._send(self.server.service.answer(self.rfile.read(int(size))), "text/xml; charset=utf-8")

    def do_GET(self) -> None:
        """The contract: ``?wsdl``, and the files that it leads to."""
        if self.path.lower() == f"{PATH}?wsdl":
            address = f"https://{self.headers.get('Host', 'localhost')}{PATH}"
            text = WSDL.read_text(encoding="utf-8").replace("REPLACE_WITH_ACTUAL_URL", address)
            schemas = f"/contract/{FOLDER.relative_to(CONTRACT).as_posix()}/sammansatt_bastjanst_v10.xsd"
            self._send(Reply(200, text.replace("sammansatt_bastjanst_v10.xsd", schemas).encode()), "text/xml")
            return
        wanted = (CONTRACT / self.path.removeprefix("/contract/")).resolve()
        if not self.path.startswith("/contract/") or not wanted.is_relative_to(CONTRACT) or not wanted.is_file():
            self._send(Reply(404, b""), "text/plain")
            return
        self._send(Reply(200, wanted.read_bytes()), "text/xml")

    def _send(self, reply: Reply, kind: str) -> None:
        self.send_response(reply.status)
        self.send_header("Content-Type", kind)
        if reply.is_endless:
            self.send_header("Connection", "close")
            self.end_headers()
            while True:
                self.wfile.write(PIECE)
        self.send_header("Content-Length", str(len(reply.content)))
        self.end_headers()
        if reply.is_half:
            self.wfile.write(reply.content[: len(reply.content) // 2])
            self.close_connection = True
            return
        self.wfile.write(reply.content)

    def log_message(self, *_said: Any) -> None:  # noqa: ANN401 - the signature of the class above
        """Nothing."""


class MadeUpServer(http.server.ThreadingHTTPServer):
    """Serves until it is stopped.

    Args:
        folder: Persons and faults; the certificates lie in ``certificates`` beneath it.
        port: 0 takes a free one.
        service: Another service than that of the folder.
    """

    daemon_threads = True
    request_queue_size = 128
    allow_reuse_address = True
    gone: ClassVar[tuple[type[OSError], ...]] = (ssl.SSLError, ConnectionError, TimeoutError, OSError)

    def __init__(self, folder: Path, *, port: int = 0, service: MadeUpService | None = None) -> None:
        self.folder = folder
        self.service = service or MadeUpService(folder)
        self.papers: Papers = papers_in(folder / "certificates")
        self._contexts = {name: self._context(name) for name in ("server", "expired")}
        super().__init__(("127.0.0.1", port), Handler)

    @property
    def url(self) -> str:
        """Where questions are sent."""
        return address(int(self.server_address[1]))

    def _context(self, name: str) -> ssl.SSLContext:
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.minimum_version = ssl.TLSVersion.TLSv1_2
        made.load_cert_chain(*self.papers.pair(name))
        made.load_verify_locations(self.papers.authority)
        made.verify_mode = ssl.CERT_REQUIRED
        return made

    def finish_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - the class above's signature
        """Shake hands in the connection's own thread, so that a slow one keeps nobody waiting."""
        name = "expired" if self.service.faults().whole == "expired_certificate" else "server"
        request.settimeout(PATIENCE)
        try:
            with self._contexts[name].wrap_socket(request, server_side=True) as safe:
                super().finish_request(safe, client_address)
        except self.gone:
            return  # whoever it was is gone, or was not let in

    def shutdown_request(self, request: Any) -> None:  # noqa: ANN401 - the class above's signature
        """The socket is the TLS connection's, and is closed with it."""
        with contextlib.suppress(OSError):
            request.shutdown(socket.SHUT_WR)
        self.close_request(request)

    def start(self) -> "MadeUpServer":
        """Serve in a thread that ends with the process."""
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.2}, daemon=True).start()
        return self

    def stop(self) -> None:
        """Stop taking questions."""
        self.shutdown()
        self.server_close()

    def settings(self) -> dict[str, str]:
        """What a process must be told to ask here."""
        return settings_for(self.folder, int(self.server_address[1]))
