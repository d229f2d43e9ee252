"""The requests in a page of docs, run as its reader would, and what it says that is answered.

Blocks marked `sh` and `python` are run in order in a folder of their own. Variables of a `sh` block are there in those
after it. A block marked `json`, `http` or `text` after one says what it printed: `…` stands for anything, as a whole
member (`"…": "…"`) or item for any further ones. A comment before a block says what is done with it instead:
`<!-- not run: why -->`, `<!-- in the background -->` for a program that goes on, and for what it prints next, or
`<!-- an e-mail comes -->` where the reader waits for it.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.e2e.elsewhere import PLACEHOLDER

ANYTHING = "…"
BLOCK = re.compile(r"^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
DIRECTIVE = re.compile(r"<!-- (?P<what>not run|in the background|an e-mail comes)(?:: [^>]+)? -->\s*$")
RUN, ANSWERS = ("sh", "python"), ("json", "http", "text")
LONGEST = 60
# What the pages ask of `jq` is little, and not every machine has it.
JQ = """#!{python}
import json, re, sys
path, *file = [each for each in sys.argv[1:] if each != "-r"]
found = json.load(open(file[0]) if file else sys.stdin)
for name, number in re.findall(r"\\.(\\w+)|\\[(\\d+)\\]", path):
    found = found[name] if name else found[int(number)]
print(found if isinstance(found, str) else json.dumps(found))
"""


@dataclass(frozen=True)
class Block:
    """A fenced block of a page; `line` is that of its first line in the file."""

    language: str
    text: str
    line: int
    directive: str


def blocks_of(page: Path) -> list[Block]:
    source = page.read_text(encoding="utf-8")
    found = []
    for block in BLOCK.finditer(source):
        directive = DIRECTIVE.search(source[: block.start()].rstrip())
        line = source.count("\n", 0, block.start()) + 2
        found.append(Block(block["language"], block["text"], line, directive["what"] if directive else ""))
    return found


@dataclass
class Reader:
    """Somebody who tries the requests of a page, in `folder`, with these variables."""

    folder: Path
    url: str
    variables: dict[str, str] = field(default_factory=dict)
    on_email: Callable[[], None] = lambda: None
    background: list[subprocess.Popen[bytes]] = field(default_factory=list)
    printed: int = 0

    def __post_init__(self) -> None:
        tools = self.folder / "tools"
        tools.mkdir()
        (tools / "jq").write_text(JQ.format(python=sys.executable))
        (tools / "jq").chmod(0o755)
        self.variables = {"PATH": f"{tools}:{os.environ['PATH']}", "HOME": str(self.folder)} | self.variables

    def tries(self, page: Path) -> int:
        """Run the page's blocks; the number of answers compared. Fails with the line of the first that is not so."""
        said, compared = "", 0
        for block in blocks_of(page):
            place = f"{page.name}, line {block.line}"
            text = block.text.replace(PLACEHOLDER, self.url)
            if block.language in RUN and block.directive == "in the background":
                self._start(text)
            elif block.language in RUN and not block.directive:
                said = self._run(block.language, text, place)
            elif block.language in ANSWERS and block.directive != "not run":
                said = self._printed() if block.directive == "in the background" else said
                difference = COMPARED[block.language](text, said)
                assert not difference, f"{place}: {difference}\nit says:\n{text}\nthe answer was:\n{said[:4000]}"
                compared += 1
            if block.directive == "an e-mail comes":
                self.on_email()
        return compared

    def close(self) -> None:
        for program in self.background:
            program.terminate()
            program.wait(timeout=10)

    def _run(self, language: str, text: str, place: str) -> str:
        kept = self.folder / "variables"
        if language == "sh":
            script = f"set -euo pipefail\nset -a\n{text}\nenv -0 > {kept}\n"
            command = ["bash", "-c", script]
        else:
            command = [sys.executable, "-c", text]
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
        )
        assert done.returncode == 0, f"{place}: {done.stderr[-2000:]}\n{done.stdout[-2000:]}"
        if language == "sh":
            self.variables = dict(each.split("=", 1) for each in kept.read_text().split("\0") if each)
        return done.stdout

    def _start(self, text: str) -> None:
        with (self.folder / "background.txt").open("ab") as output:
            program = subprocess.Popen(
                [sys.executable, "-u", "-c", text], cwd=self.folder, env=self.variables, stdout=output, stderr=output
            )
        self.background.append(program)

    def _printed(self) -> str:
        """The next line that the program in the background prints."""
        output = self.folder / "background.txt"

        def lines() -> list[str]:
            return output.read_text().splitlines()

        wait_for(lambda: len(lines()) > self.printed, "the program in the background has printed nothing more")
        self.printed += 1
        return lines()[self.printed - 1]


def wait_for(holds: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + LONGEST
    while not holds():
        assert time.monotonic() < deadline, what
        time.sleep(0.1)


def _json(expected: str, said: str) -> str:
    return _differs(json.loads(expected), json.loads(said), "")


def _differs(expected: object, said: object, place: str) -> str:
    """Where `said` is not as `expected`, in words; empty where it is."""
    if expected == ANYTHING:
        return ""
    if isinstance(expected, dict) and isinstance(said, dict):
        return _differs_in_members(expected, said, place)
    if isinstance(expected, list) and isinstance(said, list):
        wanted = [each for each in expected if each != ANYTHING]
        if len(said) < len(wanted) or (len(said) > len(wanted) and ANYTHING not in expected):
            return f"{place or '/'} has {len(said)} items"
        pairs = zip(wanted, said, strict=False)
        return next(filter(None, (_differs(one, other, f"{place}/{n}") for n, (one, other) in enumerate(pairs))), "")
    if isinstance(expected, str) and isinstance(said, str):
        return "" if _fits(expected, said) else f"{place} is {said!r}"
    return "" if expected == said and type(expected) is type(said) else f"{place or '/'} is {said!r}"


def _differs_in_members(expected: dict[str, object], said: dict[str, object], place: str) -> str:
    wanted = {name: value for name, value in expected.items() if name != ANYTHING}
    if missing := wanted.keys() - said.keys():
        return f"{place or '/'} has no {sorted(missing)}"
    if ANYTHING not in expected and (more := said.keys() - wanted.keys()):
        return f"{place or '/'} has {sorted(more)} too"
    return next(filter(None, (_differs(value, said[name], f"{place}/{name}") for name, value in wanted.items())), "")


def _fits(expected: str, said: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, expected.split(ANYTHING))), said, re.DOTALL) is not None


def _text(expected: str, said: str) -> str:
    return "" if _fits(expected.strip(), said.strip()) else "something else was printed"


def _http(expected: str, said: str) -> str:
    """The status and the headers that are named; the body too where there is one."""
    wanted_head, _, wanted_body = expected.partition("\n\n")
    head, _, body = said.replace("\r\n", "\n").partition("\n\n")
    status, *headers = head.splitlines()
    known = {line.partition(":")[0].lower(): line.partition(":")[2].strip() for line in headers}
    wanted_status, *wanted_headers = wanted_head.strip().splitlines()
    if not _fits(wanted_status, status):
        return f"the status is {status!r}"
    for line in wanted_headers:
        name, _, value = line.partition(":")
        if not _fits(value.strip(), known.get(name.lower(), "")):
            return f"{name} is {known.get(name.lower())!r}"
    if not wanted_body.strip():
        return ""
    return _json(wanted_body, body) if wanted_body.lstrip().startswith(("{", "[")) else _text(wanted_body, body)


COMPARED: dict[str, Callable[[str, str], str]] = {"json": _json, "http": _http, "text": _text}
