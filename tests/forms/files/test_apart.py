"""Programs of their own: what comes back of them."""

from io import BytesIO
from tempfile import TemporaryFile

import pytest

from forms.files import apart

PROGRAMS = {
    "copies": "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read())",
    "says why not": "import sys; sys.exit('unsafe')",
    "says too much": "import sys; sys.exit('this is unsafe')",
    "looks around": "import os, sys; sys.exit(os.environ.get('SECRET_KEY', 'nothing'))",
    "fails": "raise ValueError",
    "takes memory": "from forms.files.apart import confine; confine(); bytearray(2 * 1024 ** 3)",
    "writes for ever": "import sys\nfrom forms.files import apart\napart.LARGEST_OUTPUT = 4096\napart.confine()\n"
    "while True: sys.stdout.write('x' * 4096); sys.stdout.flush()",
    "counts for ever": "from forms.files import apart\napart.SECONDS = 1\napart.confine()\nwhile True: pass",
}


def run(tmp_path, monkeypatch, program: str, wait: float = 30) -> tuple[str, bytes]:
    (tmp_path / "demo_program.py").write_text(PROGRAMS[program])
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(apart, "LONGEST_WAIT", wait)
    with TemporaryFile() as output:
        return apart.run("demo_program", BytesIO(b"Hej"), output), output.read()


def test_what_a_program_writes_comes_back(tmp_path, monkeypatch):
    assert run(tmp_path, monkeypatch, "copies") == ("", b"Hej")


def test_a_program_leaves_with_a_word(tmp_path, monkeypatch):
    assert run(tmp_path, monkeypatch, "says why not")[0] == "unsafe"


def test_a_program_learns_no_secret(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "secret")
    assert run(tmp_path, monkeypatch, "looks around")[0] == "nothing"


@pytest.mark.parametrize("program", ["says too much", "fails", "takes memory", "writes for ever", "counts for ever"])
def test_a_program_that_could_not_say_why_failed(tmp_path, monkeypatch, program):
    assert run(tmp_path, monkeypatch, program)[0] == apart.FAILED


def test_a_program_that_takes_too_long_is_stopped(tmp_path, monkeypatch):
    assert run(tmp_path, monkeypatch, "copies", wait=0.001)[0] == apart.FAILED
