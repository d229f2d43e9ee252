"""Another system on this machine that keeps what it is sent, and answers as a test wants it to."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from typing import Any

import pytest

from cms.models import Webhook


@dataclass(frozen=True)
class Request:
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """What came, and what is answered: a status, a body and headers, or whatever `instead` writes."""

    port: int = 0
    requests: list[Request] = field(default_factory=list)
    status: int = 204
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    instead: Callable[[BaseHTTPRequestHandler], None] | None = None
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hooks/?site=demo"

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        length = int(handler.headers["Content-Length"])
        body = handler.rfile.read(length)
        headers = {name.lower(): value for name, value in handler.headers.items()}
        self.requests.append(Request(handler.path, headers, body))
        with suppress(OSError):
            self._write(handler)

    def _write(self, handler: BaseHTTPRequestHandler) -> None:
        if self.instead:
            self.instead(handler)
            return
        handler.send_response(self.status)
        for name, value in self.headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(self.body)

    def drip(self, handler: BaseHTTPRequestHandler) -> None:
        """A header that never ends, a byte every now and then."""
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nx: ")
        while not self.over.wait(0.05):
            handler.wfile.write(b"x")


@contextmanager
def listening(tls: SSLContext | None = None) -> Iterator[Receiver]:
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            receiver.answer(self)

        def log_message(self, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *args: object) -> None:
            """A client that turns away, such as from a certificate, is no error here."""

    server = Server(("127.0.0.1", 0), Handler)
    receiver.port = server.server_address[1]
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield receiver
    finally:
        receiver.over.set()
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    """One that the site is let through to."""
    with listening() as receiver:
        settings.WEBHOOKS_ALLOWED = [f"127.0.0.1:{receiver.port}"]
        yield receiver


def webhook_to(url: str, **fields: object) -> Webhook:
    return Webhook.objects.create(name="Demo receiver", url=url, **fields)
