"""No webhook reaches into the network: by no spelling, no name, no change of mind of a name server."""

import socket
import ssl
from ipaddress import ip_address

import pytest
import trustme

from cms.webhooks import addresses, connecting
from cms.webhooks.addresses import AddressRefused, Place, check, is_public
from tests.cms.webhooks.receiver import Receiver, listening

NAMES = {
    "public.example": ["93.184.216.34"],
    "inner.example": ["10.0.0.8"],
    "both.example": ["93.184.216.34", "127.0.0.1"],
    "mapped.example": ["::ffff:169.254.169.254"],
}


@pytest.fixture(autouse=True)
def names(monkeypatch):
    """The names above; what is no name is looked up as the system does."""
    real = socket.getaddrinfo

    def lookup(host, port, *args, **kwargs):
        if host not in NAMES:
            return real(host, port, *args, **{**kwargs, "flags": socket.AI_NUMERICHOST})
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in NAMES[host]]

    monkeypatch.setattr(addresses.socket, "getaddrinfo", lookup)


@pytest.mark.parametrize(
    "url",
    [
        "http://public.example/",
        "https://inner.example/",
        "https://both.example/",
        "https://mapped.example/",
        "https://unknown.example/",
        "https://user:secret@public.example/",
        "https://public.example@127.0.0.1/",
        "https://public.example\\@127.0.0.1/",
        "https://127.0.0.1/",
        "https://127.0.0.1./",
        "https://localhost./",
        "https://public.example./",
        "https://127.1/",
        "https://0/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.1/",
        "https://0177.0.0.1/",
        "https://127.0.0.0x1/",
        "https://134744072/",
        "https://１２７.0.0.1/",
        "https://ⓛocalhost/",
        "https://127。0。0。1/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[fe80::1%25eth0]/",
        "https://[::1/",
        "https://public.example:0/",
        "https://public.example:99999/",
        "https:///path",
        "https://",
        "https://public.example/a b",
        "https://public.example/\r\nx: y",
        "//public.example/",
        "file:///etc/passwd",
        "gopher://public.example/",
        "ftp://public.example/",
    ],
)
def test_what_leads_into_the_network_or_is_spelt_oddly_is_refused(url):
    with pytest.raises(AddressRefused):
        check(url)


@pytest.mark.parametrize(
    "address",
    [
        *("0.0.0.0", "0.1.2.3", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.0.1", "169.254.169.254"),  # noqa: S104  (refused, not bound)
        *("172.16.0.1", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "203.0.113.1"),
        *("224.0.0.1", "240.0.0.1", "255.255.255.255", "168.63.129.16"),
        *("::", "::1", "::127.0.0.1", "::ffff:10.0.0.1", "::ffff:0:7f00:1", "fe80::1", "fec0::1", "fd00::1"),
        *("ff02::1", "ff0e::1", "100::1", "2001:db8::1", "3fff::1", "5f00::1", "64:ff9b:1::808:808"),
        *("2002:7f00:1::1", "2002:a00:1::1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe"),
        "2001:0:4136:e378:8000:63bf:80ff:fffe",
    ],
)
def test_addresses_that_are_no_machine_on_the_internet(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1", "64:ff9b::5db8:d822", "::ffff:93.184.216.34"])
def test_addresses_on_the_internet(address):
    assert is_public(ip_address(address))


def test_a_public_address_is_taken_as_it_is_written():
    place = check("https://Public.Example:8443/väg?x=1&y=å#part")
    assert (place.host, place.port, place.authority) == ("public.example", 8443, "public.example:8443")
    assert (place.target, place.addresses) == ("/v%C3%A4g?x=1&y=%C3%A5", (ip_address("93.184.216.34"),))
    assert check("https://public.example").authority == "public.example"


@pytest.mark.parametrize(
    ("entry", "url", "let_through"),
    [
        ("inner.example", "http://inner.example:8080/", True),
        ("Inner.Example:8080", "http://inner.example:8080/", True),
        ("inner.example:8080", "http://inner.example:8081/", False),
        ("10.0.0.0/24", "https://inner.example/", True),
        ("10.0.0.0/24", "http://inner.example/", True),
        ("10.0.1.0/24", "https://inner.example/", False),
        ("10.0.0.0/24", "http://public.example/", False),
        ("127.0.0.0/8", "https://both.example/", True),
        ("127.0.0.0/8", "http://both.example/", False),
        ("[::1]:8080", "http://[::1]:8080/", True),
        ("::1", "http://[::1]:8080/", True),
        ("inner.example", "http://2130706433/", False),
    ],
)
def test_only_what_operators_list_is_let_through(settings, entry, url, let_through):
    settings.WEBHOOKS_ALLOWED = [entry]
    if let_through:
        assert check(url)
        return
    with pytest.raises(AddressRefused):
        check(url)


def test_a_name_that_leads_elsewhere_the_second_time_is_not_followed(monkeypatch):
    """The name is looked up once; its first, public answer is what is connected to."""
    answers = iter(["93.184.216.34", "127.0.0.1", "127.0.0.1"])
    tried = []

    def lookup(host, port, *args, **kwargs):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def connect(address, *args, **kwargs):
        tried.append(address)
        raise ConnectionRefusedError

    with listening() as receiver:
        monkeypatch.setattr(addresses.socket, "getaddrinfo", lookup)
        place = check(f"https://rebinding.example:{receiver.port}/")
        monkeypatch.setattr("urllib3.util.connection.create_connection", connect)
        with pytest.raises(connecting.Unreached):
            connecting.send(place, b"{}", {})
    assert (tried, receiver.requests) == ([("93.184.216.34", receiver.port)], [])


def test_a_proxy_of_the_environment_is_not_asked(monkeypatch, receiver: Receiver):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    connecting.send(check(receiver.url), b"{}", {})
    assert [(each.path, each.headers["host"]) for each in receiver.requests] == [
        ("/hooks/?site=demo", f"127.0.0.1:{receiver.port}")
    ]


@pytest.fixture
def authority(monkeypatch, tmp_path) -> trustme.CA:
    """One that this process believes."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    return authority


@pytest.mark.parametrize(("name", "is_reached"), [("receiver.example", True), ("another.example", False)])
def test_the_certificate_is_that_of_the_name_though_the_address_is_connected_to(authority, name, is_reached):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("receiver.example").configure_cert(tls)
    asked_for = []
    tls.sni_callback = lambda connection, server_name, context: asked_for.append(server_name)
    with listening(tls) as receiver:
        place = Place("https", name, receiver.port, "/", (ip_address("127.0.0.1"),))
        if is_reached:
            assert connecting.send(place, b"{}", {}).status == 204
            assert receiver.requests[0].headers["host"] == f"{name}:{receiver.port}"
        else:
            with pytest.raises(connecting.Unreached, match="CertificateError"):
                connecting.send(place, b"{}", {})
            assert receiver.requests == []
    assert asked_for == [name]


def test_an_address_that_is_not_reached_gives_way_to_the_next(receiver: Receiver):
    addresses_of_it = (ip_address("127.0.0.2"), ip_address("127.0.0.1"))
    place = Place("http", "receiver.example", receiver.port, "/", addresses_of_it)
    assert connecting.send(place, b"{}", {}).status == 204
