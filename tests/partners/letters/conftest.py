"""Letters are sent through a real mail server."""

from tests.mail_server import inbox, port

__all__ = ["inbox", "port"]
