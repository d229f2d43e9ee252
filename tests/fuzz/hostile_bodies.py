"""Bodies that no front end of ours sends, made from valid ones: as bytes, for JSON can say things that Python cannot.

The same `Random` makes the same bodies, so that what one run finds the next one finds again.
"""

import codecs
import json
from collections.abc import Callable
from random import Random
from typing import Any, NamedTuple

JSON = "application/json"
URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=limit"
HERE = "<<here>>"
"""Stands in a body where a hostile value goes."""

TEXTS = [
    '""', '" "', r'"\u0000"', r'"a\u0000b"', r'"\ud800"', r'"\udfff\ud800"', r'"\u202e\u2066abc"', r'"\ufffe"',
    r'"\uffff"', r'"\ud83d\ude00"', r'"\u001b[31m"', r'"a\r\nSet-Cookie: a=b"', '"=1+1"', '"{{ 7 * 7 }}"',
    '"<script>alert(1)</script>"', '"%00%ff"', "\"'; DROP TABLE x; --\"", '"0001-01-01"', '"9999-12-31T23:59"',
    '"\u200b"', '"\ufeffa"', '"e\u0301\u0301\u0301"', '"１２３"', '"१२"', '"1e999"', '"NaN"', '"-0"', '"0x10"',
    '"1_000"',
]  # fmt: skip
NUMBERS = [
    "-0", "0.0", "-1", "1e999", "-1e999", "1e-999", "1e308", "5e-324", "9223372036854775807", "9223372036854775808",
    "-9223372036854775809", "18446744073709551616", "0.1", "00", "01", "+1", "1.", ".5", "0x10", "1_000", "1e", "--1",
]  # fmt: skip
WORDS = [
    "null", "true", "false", "NaN", "Infinity", "-Infinity", "undefined", "True", "None", "'a'", "", "/* */ 1", "b''",
]  # fmt: skip
CONTAINERS = [
    "[]", "{}", "[[]]", "[null]", "[true, 1, \"1\"]", "[{}]", '{"": ""}', '{"a": {}, "a": {}}', '{"__proto__": {}}',
    '{"__class__": {"__init__": 1}}', '{"upload": "x"}', '{"upload": null, "name": [], "size": -1, "type": {}}',
    '{"accepted": true}', '{"accepted": "yes", "text": {}}', '{"street": 1, "postal_code": [], "city": null}',
    r'{"\u0000": 1}', r'{"\ud800": 1}', '[1, 2', '{"a": 1', '{"a" 1}', "[1,]", '{"a": 1,}', "[,]", '{1: 2}', "{'a': 1}",
]  # fmt: skip
KEYS = [
    '""', '"name:other"', '"heating:oil:oil"', '"staff:0:person"', '"staff"', '"__proto__"', '"constructor"',
    '"answers"',
    r'"\u0000"', r'"\ud800"', '"Name"', '"name "', '"matrix:waste"', '"energy:other"', '"heating:other"', '"source"',
    '"per_metre"', '"welcome"',
]  # fmt: skip
CHARSETS = [
    "utf-8",
    "utf-16",
    "utf-7",
    "latin-1",
    "ascii",
    "idna",
    "rot13",
    "x" * 300,
    "",
    '"',
    "utf-8; charset=utf-16",
]
TYPES = [
    "", "text/plain", "application/xml", "application/jsonx", "application/problem+json", "APPLICATION/JSON", "json",
    "*/*",
    "application/json, text/html", "application/json;", "application/x-www-form-urlencoded", "multipart/form-data",
    "multipart/mixed; boundary=limit", "application/octet-stream", "a" * 2000, "application/json\x00", "å/ä",
]  # fmt: skip


class Body(NamedTuple):
    """What is sent, and as what."""

    content: bytes
    content_type: str


def deep(random: Random) -> str:
    """Nested further than any parser should follow, or just as far as it still does."""
    depth = random.choice([20, 64, 500, 990, 5_000, 100_000])
    before, after = random.choice([("[", "]"), ('{"a":', "}"), ('[{"a":', "}]")])
    return before * depth + "1" + after * random.choice([depth, depth, 0])


def large(random: Random) -> str:
    """Long in one way or another, some of it longer than a body may be."""
    count = random.choice([500, 5_000, 60_000])
    return random.choice(
        [
            lambda: "9" * count,
            lambda: f"1e{'9' * min(count, 5_000)}",
            lambda: f"0.{'3' * count}",
            lambda: json.dumps("å" * count, ensure_ascii=False),
            lambda: json.dumps("\U0001f600" * count),
            lambda: json.dumps("a" * count * random.choice([1, 40])),
            lambda: json.dumps([None] * count),
            lambda: json.dumps(["a"] * count),
            lambda: json.dumps([{"person": "a"}] * count),
            lambda: json.dumps({f"key_{number}": number for number in range(count)}),
            lambda: "{" + ",".join(['"name":1'] * count) + "}",
            lambda: json.dumps({"k" * count: 1}),
        ]
    )()


def value(random: Random) -> str:
    """One hostile value, as it would stand in JSON; not all of it is JSON."""
    kind = random.random()
    if kind < 0.04:
        return deep(random)
    if kind < 0.08:
        return large(random)
    return random.choice(random.choice([TEXTS, NUMBERS, WORDS, CONTAINERS]))


def _places(body: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [place] if place else []
    items = body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ()
    for name, part in items:
        found += _places(part, (*place, name))
    return found


def _with_value(random: Random, valid: dict[str, Any]) -> bytes:
    """`valid` with a hostile value in some place of it."""
    body = json.loads(json.dumps(valid))
    *way, last = random.choice(_places(body) or [("answers",)])
    part = body
    for name in way:
        part = part[name]
    part[last] = HERE
    return json.dumps(body).replace(f'"{HERE}"', value(random)).encode(errors="surrogatepass")


def _with_key(random: Random, valid: dict[str, Any]) -> bytes:
    """`valid` with something that does not belong there, or is there already."""
    text = json.dumps(valid)
    starts = [number for number, sign in enumerate(text) if sign == "{"]
    start = random.choice(starts) + 1
    known = json.dumps(random.choice([*valid, "answers"]))
    comma = "" if text[start:].lstrip().startswith("}") else ","
    member = f"{random.choice([*KEYS, known])}: {value(random)}{comma}"
    return (text[:start] + member + text[start:]).encode(errors="surrogatepass")


def _broken(random: Random, valid: dict[str, Any]) -> bytes:
    """The bytes of `valid`, or some of them, in a shape that JSON does not have."""
    text = json.dumps(valid, ensure_ascii=False)
    whole = text.encode()
    place = random.randrange(len(whole))
    return random.choice(
        [
            lambda: whole[:place],
            lambda: whole[place:],
            lambda: whole[:place] + bytes([random.randrange(256)]) + whole[place + 1 :],
            lambda: (
                whole[:place] + random.choice([b"\x00", b"\xff", b"\xed\xa0\x80", b"\xc0\x80", b"\x1b"]) + whole[place:]
            ),
            lambda: codecs.BOM_UTF8 + whole,
            lambda: text.encode("utf-16"),
            lambda: text.encode("utf-32"),
            lambda: text.encode("utf-7"),
            lambda: whole + whole,
            lambda: whole + b"\x00",
            lambda: b" " * 100_000 + whole,
            lambda: b"[" + whole + b"]",
            lambda: value(random).encode(errors="surrogatepass"),
            lambda: random.randbytes(random.choice([1, 100, 10_000])),
            lambda: b"a" * (2 * 1024 * 1024 + 1),
        ]
    )()


def _fields(random: Random, valid: dict[str, Any]) -> Body:
    """A form where JSON is read: thousands of fields, or such as break the form's own rules."""
    count = random.choice([1, 3_000, 25_000])
    content = random.choice(
        [
            lambda: b"&".join([b"a=1"] * count),
            lambda: b"&".join(b"answers[%d]=%%00" % number for number in range(count)),
            lambda: b"=&=&%=&%zz=%ff&\x00=\xff&" * 10,
            lambda: json.dumps(valid).encode() + b"=",
        ]
    )()
    return Body(content, URLENCODED)


def of_json(random: Random, valid: dict[str, Any]) -> Body:
    """A hostile body for a route that reads JSON and would take `valid`."""
    kind = random.random()
    if kind < 0.45:
        return Body(_with_value(random, valid), JSON)
    if kind < 0.65:
        return Body(_with_key(random, valid), JSON)
    if kind < 0.82:
        return Body(_broken(random, valid), JSON)
    if kind < 0.88:
        return Body(json.dumps(valid).encode(), f"{JSON}; charset={random.choice(CHARSETS)}")
    if kind < 0.92:
        return Body(json.dumps(valid).encode(), random.choice(TYPES))
    return _fields(random, valid) if kind < 0.96 else of_form(random, {}, b"")


def _part(name: bytes, content: bytes, *more: bytes, filename: bytes | None = None) -> bytes:
    file = b"" if filename is None else b'; filename="%s"' % filename
    lines = [b'Content-Disposition: form-data; name="%s"%s' % (name, file), *more, b"", content]
    return b"--limit\r\n" + b"\r\n".join(lines) + b"\r\n"


FILE_NAMES = [
    b"a.pdf", b"", b"../../etc/passwd", b"a\x00.pdf", b"\xff\xfe", b"a" * 5_000, b'a\\".pdf', b"a.pdf\r\nX: y", b"CON",
    "\u202efdp.exe".encode(), b"&lt;.txt", b".", b"..", b"/", b"a.pdf;", b"\xed\xa0\x80.txt",
]  # fmt: skip
PART_HEADERS = [
    b"Content-Type: ", b"Content-Type: text/plain; charset=nothing", b"Content-Transfer-Encoding: base64",
    b"Content-Transfer-Encoding: quoted-printable", b"Content-Length: 99999999999999999999", b"X: " + b"a" * 20_000,
    b"Content-Type: multipart/mixed; boundary=limit", b":", b"\xff\xff: \x00", b"Content-Disposition: form-data",
    b"Content-Type: application/pdf\x00", b"Content-Length: -1",
]  # fmt: skip
CONTENTS = [
    b"",
    b"a",
    b"%PDF-1.4",
    b"\x89PNG\r\n\x1a\n",
    b"\x00" * 1_000,
    b"\xff\xd8\xff\xe0",
    b"GIF89a" + b"\xff" * 9,
    b"--limit",
]
BOUNDARIES = [
    "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=other",
    f"{MULTIPART}; charset=x",
    "multipart/form-data; boundary=" + "b" * 300, "multipart/form-data; boundary=\xe5",
    'multipart/form-data; boundary="limit',
    f"{MULTIPART}; boundary=limit2", f"{MULTIPART}; charset=utf-16", "multipart/form-data; boundary=li\x00mit",
    f"{MULTIPART}; charset=rot13",
    f"{MULTIPART}; charset=undefined",
]  # fmt: skip


def of_form(random: Random, valid: dict[str, str], file: bytes) -> Body:
    """A hostile body for a route that reads a form with a file."""
    fields = {name.encode(): content.encode() for name, content in valid.items()}
    for name in list(fields):
        if random.random() < 0.3:
            fields[name] = random.choice(
                [b"", b"\x00", b"\xff", b"a" * 10_000, b"\xed\xa0\x80", "\u202e".encode(), b"name"]
            )
    more = [random.choice(PART_HEADERS)] if random.random() < 0.3 else []
    parts = [_part(name, content) for name, content in fields.items()]
    content = file if random.random() < 0.3 else random.choice(CONTENTS)
    parts += [_part(b"file", content, *more, filename=random.choice(FILE_NAMES))] * random.choice([1, 1, 1, 0, 2, 150])
    parts += [_part(random.choice([b"other", b"", b"draft", b"\x00"]), b"a")] * random.choice([0, 0, 0, 0, 1, 21_000])
    random.shuffle(parts)
    body = b"".join(parts) + random.choice([b"--limit--\r\n"] * 4 + [b"", b"--limit", b"--limit--", b"--limit\r\n\r\n"])
    changes: list[Callable[[], bytes]] = [
        lambda: body[: random.randrange(len(body))],
        lambda: body.replace(b"\r\n", b"\n"),
        lambda: body.replace(b"form-data", b"attachment"),
        lambda: b"a" * random.choice([10, 100_000]) + body,
        lambda: body.replace(b"\r\n\r\n", b"\r\n"),
    ]
    sent = random.choice(changes)() if random.random() < 0.35 and body else body
    return Body(sent, random.choice(BOUNDARIES) if random.random() < 0.2 else MULTIPART)
