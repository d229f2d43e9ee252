"""Programs that look into files in a process of their own, with little memory and little time.

A file of one megabyte can unpack to a gigabyte, memory that was taken is not always given back, and what crashes a
decoder must not take the web server along. A program reads the file on its standard input. It ends well, having written
what is to be kept to its standard output, or it leaves with one word that says why not.
"""

import os
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from forms.files.signatures import chunks

ROOT = Path(__file__).parents[2]
LONGEST_WAIT = 30
"""Seconds on the clock; by its own a program may count for half of that."""
MEMORY = 1024 * 1024 * 1024
SECONDS = 15
LARGEST_OUTPUT = 64 * 1024 * 1024
FAILED = "failed"
ENVIRONMENT = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "LANG")
"""What a program learns of the site's environment: how to start, and no secret."""


def run(program: str, content: IO[bytes], output: IO[bytes], *arguments: str) -> str:
    """Let the module `program` read `content` and write to `output`, which is a file; both from their beginning.

    Returns nothing where it ended well, else its word, or FAILED where it could not even say that.
    """
    with TemporaryFile() as copy:
        for chunk in chunks(content):
            copy.write(chunk)
        copy.seek(0)
        try:
            ran = subprocess.run(  # noqa: S603  (our own programs, with no argument of anybody's)
                [sys.executable, "-m", program, *arguments],
                cwd=ROOT,
                env={name: os.environ[name] for name in ENVIRONMENT if name in os.environ},
                stdin=copy,
                stdout=output,
                stderr=subprocess.PIPE,
                timeout=LONGEST_WAIT,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return FAILED
    output.seek(0)
    if ran.returncode == 0:
        return ""
    words = ran.stderr.decode("ascii", "replace").split()
    return words[0] if len(words) == 1 else FAILED


def confine() -> None:
    """Called by a program first: takes away what looking into a file does not need."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_OUTPUT, LARGEST_OUTPUT))
