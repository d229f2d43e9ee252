"""One request to a checked address: no proxy, no redirect, and an end in time and size whatever the other side does."""

import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException
from threading import Timer
from time import monotonic
from types import TracebackType
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

from cms.webhooks.addresses import Place

MOST_SECONDS = 20.0
"""How long all of it may take, from connecting to the answer's last byte."""
CONNECT_SECONDS = 5.0
MOST_BYTES = 64 * 1024
"""How much of an answer is read."""
MOST_ADDRESSES = 4
UNREACHED = (NewConnectionError, ConnectTimeoutError)


class TookTooLong(Exception):
    """The time was up before the answer had come."""


class Unreached(Exception):
    """No answer came. The words are the kind of error: the error itself may name an address."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other system answered. Of the body only the beginning is here, as it was sent.

    `retry_after` is the header of that name, empty where there was none.
    """

    status: int
    reason: str
    body: bytes
    retry_after: str


class Deadline:
    """Cuts the connection when the time is up: a byte now and then keeps every time-out of a socket from passing."""

    def __init__(self, seconds: float) -> None:
        self.ends_at = monotonic() + seconds
        self._sockets: list[socket.socket] = []
        self._timer = Timer(seconds, self._cut)
        self._timer.daemon = True

    @property
    def left(self) -> float:
        return self.ends_at - monotonic()

    @property
    def is_over(self) -> bool:
        return self.left <= 0

    def watch(self, connected: socket.socket) -> None:
        """Cut this connection too; by a handle of our own, since TLS takes the socket's over."""
        self._sockets.append(connected.dup())
        if self.is_over:
            self._cut()

    def _cut(self) -> None:
        for each in list(self._sockets):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> "Deadline":
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._timer.cancel()
        self._timer.join()
        for each in self._sockets:
            each.close()


def send(place: Place, body: bytes, headers: dict[str, str]) -> Answer:
    """POST `body` and return the answer, whatever its status; TookTooLong or Unreached where none came."""
    with Deadline(MOST_SECONDS) as deadline:
        try:
            answer = _send(place, body, headers, deadline)
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            raise (TookTooLong() if _is_late(error, deadline) else Unreached(type(error).__name__)) from error
        if deadline.is_over:
            raise TookTooLong
        return answer


def _is_late(error: Exception, deadline: Deadline) -> bool:
    """A refused connection is a kind of `ConnectTimeoutError` as well, and is not meant."""
    return deadline.is_over or isinstance(error, TimeoutError) or type(error) is ConnectTimeoutError


def _send(place: Place, body: bytes, headers: dict[str, str], deadline: Deadline) -> Answer:
    connection = _connected(place, deadline)
    try:
        # Compressed answers are not asked for and not unpacked: a small one may unpack to any size.
        sent = {"Host": place.authority, "Accept-Encoding": "identity", "Connection": "close", **headers}
        connection.request("POST", place.target, body=body, headers=sent, preload_content=False)
        response = connection.getresponse()
        beginning = response.read(MOST_BYTES, decode_content=False)
        return Answer(response.status, response.reason or "", beginning, response.headers.get("Retry-After", ""))
    finally:
        connection.close()


def _connected(place: Place, deadline: Deadline) -> HTTPConnection:
    """A connection to the first of the checked addresses that can be reached."""
    *others, last = place.addresses[:MOST_ADDRESSES]
    for address in others:
        with suppress(*UNREACHED):
            return _connect(place, str(address), deadline)
    return _connect(place, str(last), deadline)


def _connect(place: Place, address: str, deadline: Deadline) -> HTTPConnection:
    connection = _connection(place, address, deadline)
    try:
        connection.connect()
        connection.sock.settimeout(max(deadline.left, 0.01))
    except BaseException:
        connection.close()
        raise
    return connection


def _connection(place: Place, address: str, deadline: Deadline) -> HTTPConnection:
    seconds = min(CONNECT_SECONDS, max(deadline.left, 0.01))
    if place.scheme == "http":
        return _Plain(address, place.port, deadline=deadline, timeout=seconds)
    return _Secure(
        address,
        place.port,
        deadline=deadline,
        timeout=seconds,
        ssl_context=ssl.create_default_context(),
        server_hostname=place.host,
        assert_hostname=place.host,
    )


class _Plain(HTTPConnection):
    """A connection that is cut at its deadline from the moment on that it is open."""

    def __init__(self, host: str, port: int, *, deadline: Deadline, **options: Any) -> None:
        super().__init__(host, port, **options)
        self._deadline = deadline

    def _new_conn(self) -> socket.socket:
        connected = super()._new_conn()
        self._deadline.watch(connected)
        return connected


class _Secure(_Plain, HTTPSConnection):
    """The same with TLS."""
