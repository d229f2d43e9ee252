"""The Nu HTML checker: what is wrong with pages as the server sends them."""

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.e2e.conftest import ROOT

JAR = ROOT / "var/tools/vnu.jar"
"""Fetched by `make nu`."""


def complaints(pages: Mapping[str, str], folder: Path) -> list[str]:
    """What the checker finds in `pages`, HTML by name; skips the test where there is no Java or no checker."""
    if not JAR.exists() or shutil.which("java") is None:
        pytest.skip("the Nu HTML checker needs Java and npm: neither make nor the test could find them")
    files = {}
    for number, (name, html) in enumerate(pages.items()):
        path = folder / f"{number}.html"
        path.write_text(html)
        files[path.as_uri().replace("file:///", "file:/")] = name
    checked = subprocess.run(
        ["java", "-jar", str(JAR), "--format", "json", "--exit-zero-always", str(folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(checked.stderr)["messages"]
    return [
        f"{files.get(one['url'], one['url'])}: {one['message']} {one.get('extract', '')!r}"
        for one in found
        if one["type"] == "error"
    ]
