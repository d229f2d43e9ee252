"""The tree keeps to its own rules: file names that say what is inside, and files that hold one idea."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 400
VAGUE = {"utils.py", "helpers.py", "misc.py", "common.py"}


def tracked(*patterns: str) -> list[Path]:
    git = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [ROOT / line for line in git.stdout.splitlines() if (ROOT / line).exists()]


def test_no_file_has_a_vague_name():
    assert [path for path in tracked("*.py") if path.name in VAGUE] == []


def test_no_source_file_outgrows_one_idea():
    files = [path for path in tracked("*.py", "*.js", "*.html") if "migrations" not in path.parts]
    long = [f"{path.relative_to(ROOT)}: {n}" for path in files if (n := len(path.read_text().splitlines())) > LONGEST]
    assert long == []


def test_the_stylesheet_stays_under_30_kb():
    assert (ROOT / "static/css/site.css").stat().st_size < 30_000
