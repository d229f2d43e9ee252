"""Which addresses of other systems may be called: those on the internet, never one within the network.

A name is looked up once, every address that it has is checked, and only a checked one is connected to
(`cms.webhooks.connecting`), so that a name which changes in between leads nowhere else.
"""

import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

Address = IPv4Address | IPv6Address

PORTS = {"http": 80, "https": 443}
HOST_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?)*")
LIKE_A_NUMBER = re.compile(r"(.*\.)?(\d+|0x[0-9a-f]*)")
"""A host that systems take for an address, in whatever way it is written: its last part is a number."""

UNICAST_V6 = IPv6Network("2000::/3")
NAT64 = IPv6Network("64:ff9b::/96")
# What `ipaddress` calls global, in some version of Python, though no other system's endpoint is there: protocol
# assignments, relays of 6to4, the host's own services in Azure, documentation.
NO_ENDPOINTS = [ip_network(each) for each in ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16", "3fff::/20")]


class AddressRefused(ValueError):
    """The address may not be called. The words say why, for staff."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message goes: `addresses` are checked; `host` is the name that the certificate must have."""

    scheme: str
    host: str
    port: int
    target: str
    addresses: tuple[Address, ...]

    @property
    def authority(self) -> str:
        """What the `Host` header says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def check(url: str) -> Place:
    """Look `url` up and return where it leads; AddressRefused where it must not be called."""
    parts = _split(url)
    scheme, host, port = parts.scheme, _host(parts), _port(parts)
    addresses = tuple(_resolve(host, port))
    for address in addresses:
        if _is_listed(host, port, address):
            continue
        if scheme != "https":
            raise AddressRefused(_("Give an address that begins with https://."))
        if not is_public(address):
            raise AddressRefused(_("This address is within the network. Give one that is reached over the internet."))
    target = iri_to_uri(f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}")
    return Place(scheme, host, port, target, addresses)


def is_public(address: Address) -> bool:
    """Whether `address` is one of a single machine on the internet, and so is any that it is a cover for."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if address in NAT64:
            return is_public(IPv4Address(int(address) & 0xFFFF_FFFF))
        if address not in UNICAST_V6 or not all(is_public(inner) for inner in _tunnelled(address)):
            return False
    if any(address in network for network in NO_ENDPOINTS if network.version == address.version):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _tunnelled(address: IPv6Address) -> Iterator[IPv4Address]:
    """The addresses that packets to a 6to4 or Teredo address are sent on to."""
    if address.sixtofour:
        yield address.sixtofour
    if address.teredo:
        yield from address.teredo


def _split(url: str) -> SplitResult:
    if re.search(r"[\x00-\x20\x7f\\]", url):
        raise AddressRefused(_("Give the address without spaces and backslashes."))
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise AddressRefused(_("This is no web address.")) from error
    if parts.scheme not in PORTS:
        raise AddressRefused(_("Give an address that begins with https://."))
    if "@" in parts.netloc:
        raise AddressRefused(_("Give the address without a user name and password."))
    return parts


def _host(parts: SplitResult) -> str:
    """The host as it is looked up; only in its one plain spelling, so that no two programs read it differently."""
    host = parts.hostname or ""
    if not host.isascii():
        raise AddressRefused(_("Write the host name in its ASCII form, which begins with xn--."))
    if parts.netloc.startswith("["):
        return _plain_address(host, IPv6Address)
    if LIKE_A_NUMBER.fullmatch(host):
        return _plain_address(host, IPv4Address)
    if not HOST_NAME.fullmatch(host):
        raise AddressRefused(_("This is no web address."))
    return host


def _plain_address(host: str, kind: type[IPv4Address] | type[IPv6Address]) -> str:
    try:
        address = kind(host)
    except ValueError as error:
        raise AddressRefused(_("This is no web address.")) from error
    if getattr(address, "scope_id", None):
        raise AddressRefused(_("This is no web address."))
    return str(address)


def _port(parts: SplitResult) -> int:
    try:
        port = parts.port
    except ValueError as error:
        raise AddressRefused(_("This is no web address.")) from error
    if port == 0:
        raise AddressRefused(_("This is no web address."))
    return port or PORTS[parts.scheme]


def _resolve(host: str, port: int) -> list[Address]:
    """Every address of `host`, each once, in the order that the system prefers."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AddressRefused(_("No server is found by the name %(host)s.") % {"host": host}) from error
    return list(dict.fromkeys(ip_address(str(each[4][0])) for each in found))


def _is_listed(host: str, port: int, address: Address) -> bool:
    """Whether the operators let this one through: the host, the host at that port, or the address by its network."""
    for entry in settings.WEBHOOKS_ALLOWED:
        if entry.lower() in {host, f"{host}:{port}", f"[{host}]:{port}"}:
            return True
        if (network := _network(entry)) and address in network:
            return True
    return False


def _network(entry: str) -> IPv4Network | IPv6Network | None:
    try:
        return ip_network(entry, strict=False)
    except ValueError:
        return None
