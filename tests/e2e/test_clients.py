"""Typed clients: generated from the OpenAPI document, and their examples run against the site."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import ROOT, RunningSite
from tests.e2e.examples import blocks_of

EXAMPLES = ROOT / "docs/examples/clients"
SENT = re.compile(r"initial-mapping.*\nContact us: [0-9A-F]{8}\n", re.DOTALL)


def printed(*command: str, folder: Path = ROOT, **variables: str) -> str:
    done = subprocess.run(
        command, cwd=folder, env=os.environ | variables, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


def generated(folder: Path, language: str) -> Path:
    """The client's folder; a warning of its generator is a failure."""
    printed("bash", ".ci/clients", str(Path(sys.executable).parent), str(folder), language)
    return folder / language


def test_the_client_for_python_lists_surveys_and_answers_one(site: RunningSite, tmp_path: Path) -> None:
    client = generated(tmp_path, "python")
    assert SENT.search(printed(sys.executable, "survey.py", site.url, folder=client, PYTHONPATH=""))


def test_the_client_for_typescript_is_checked_and_answers_a_survey(site: RunningSite, tmp_path: Path) -> None:
    if shutil.which("npm") is None:
        pytest.skip("the client for TypeScript needs Node and npm, which are not here")
    client = generated(tmp_path, "typescript")
    printed("npm", "run", "check", folder=client)
    assert SENT.search(printed("npm", "start", "--silent", "--", site.url, folder=client))


def test_the_page_shows_the_examples() -> None:
    shown = {block.text for page in ("clients", "webhooks") for block in blocks_of(ROOT / f"docs/api/{page}.md")}
    assert (EXAMPLES / "survey.py").read_text(encoding="utf-8") in shown
    assert (EXAMPLES / "survey.ts").read_text(encoding="utf-8") in shown
    receiver = (EXAMPLES / "webhook.ts").read_text(encoding="utf-8").split("\n", 1)[1]
    assert any(receiver.strip() in block for block in shown)
