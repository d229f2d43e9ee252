"""A light load: a few kept connections in one thread, each asking again as soon as it has been answered.

It shares the machine with what it measures. So it sends the same bytes over and over, and of an answer it reads the
status and the length.
"""

import selectors
import socket
import time
from dataclasses import dataclass

CONNECTIONS = 8
"""One for each thread of the server: two workers with four each."""
HEAD_END = b"\r\n\r\n"
BUFFER = memoryview(bytearray(262_144))
"""Read into by every connection: of a body only the length is looked at."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent, and the status that must come back."""

    port: int
    sent: bytes
    status: int


def request(port: int, path: str, *, body: bytes = b"", status: int = 200, **headers: str) -> Request:
    """A GET, or with a `body` a POST; of the headers' names an underscore is a hyphen."""
    lines = [f"{'POST' if body else 'GET'} {path} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    lines += [f"Content-Length: {len(body)}"] if body else []
    return Request(port, "\r\n".join(lines).encode() + HEAD_END + body, status)


class Connection:
    """One kept connection. gunicorn may close it after an answer; then it is opened again."""

    def __init__(self, asked: Request) -> None:
        self.asked = asked
        self.open()

    def open(self) -> None:
        self.socket = socket.create_connection(("127.0.0.1", self.asked.port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.head = b""
        self.missing: int | None = None

    def send(self) -> None:
        self.socket.sendall(self.asked.sent)

    def is_answered(self) -> bool:
        """Read on; whether the whole answer is there. Raises if it is not what was asked for."""
        read = self.socket.recv_into(BUFFER)
        assert read, "the server has closed the connection"
        if self.missing is None:
            self.head += BUFFER[:read]
            end = self.head.find(HEAD_END)
            if end < 0:
                return False
            body = len(self.head) - end - len(HEAD_END)
            self.head = self.head[:end].lower()
            assert self.head[9:12] == str(self.asked.status).encode(), self.head.decode(errors="replace")
            self.missing = int(self.head.partition(b"content-length:")[2].split(b"\r", 1)[0]) - body
        else:
            self.missing -= read
        if self.missing:
            return False
        closed = b"connection: close" in self.head
        self.head, self.missing = b"", None
        if closed:
            self.socket.close()
            self.open()
        return True


def once(asked: Request) -> tuple[bytes, bytes]:
    """The head and the body of one answer."""
    with socket.create_connection(("127.0.0.1", asked.port), timeout=60) as connection:
        connection.sendall(asked.sent.replace(b"\r\nHost:", b"\r\nConnection: close\r\nHost:", 1))
        answer = b"".join(iter(lambda: connection.recv(262_144), b""))
    head, _found, body = answer.partition(HEAD_END)
    assert head[9:12] == str(asked.status).encode(), answer[:2000].decode(errors="replace")
    return head, body


def rate(asked: Request, seconds: float) -> float:
    """How many times a second it is answered."""
    answered = 0
    with selectors.DefaultSelector() as selector:
        connections = [Connection(asked) for _number in range(CONNECTIONS)]
        for connection in connections:
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.send()
        begun = time.perf_counter()
        while (now := time.perf_counter()) - begun < seconds:
            for key, _events in selector.select(timeout=1):
                connection, former = key.data, key.fileobj
                if not connection.is_answered():
                    continue
                answered += 1
                if connection.socket is not former:
                    selector.unregister(former)
                    selector.register(connection.socket, selectors.EVENT_READ, connection)
                connection.send()
        for connection in connections:
            connection.socket.close()
    return answered / (now - begun)
