"""A migrated database, and a site with the demo content: made once, then copied for each process that tests.

They lie in `var/test/` until something that they are made of changes. To make them takes a minute, to copy them a
moment.
`python -m tests.databases` makes the database, and with `site` the site too.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "var/test"
MADE_FOR = "http://localhost:8000"
"""The address of the site that is copied."""
SECRET = "only-for-this-test-run"
APPS = ("cms", "home", "partners", "forms")


def migrated() -> Path:
    """An SQLite file with the newest tables and what the migrations put into them."""
    parts = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("tests/bench/peer/migrations/*.py"), *_settings()]
    return _kept("migrated", parts, _migrate) / "db.sqlite3"


def demo_site() -> Path:
    """A folder for `STATE_DIR`: the demo content, with nothing left for the worker to do. Signs in with SECRET."""
    parts = [path for app in (*APPS, "locale", "templates") for path in (ROOT / app).rglob("*") if path.is_file()]
    return _kept("site", [path for path in parts if path.suffix not in {".pyc", ".mo"}] + _settings(), _fill)


def _settings() -> list[Path]:
    return [ROOT / "requirements.txt", *ROOT.glob("cms/settings/*.py"), Path(__file__)]


def _migrate(folder: Path) -> None:
    _manage(folder, "migrate", "--noinput", "--verbosity", "0", settings="cms.settings.test")


def _fill(folder: Path) -> None:
    shutil.copy(migrated(), folder)
    _manage(folder, "demo")
    _manage(folder, "db_worker", "--batch", "--no-startup-delay", "--no-reload")


def _manage(folder: Path, *command: str, settings: str = "cms.settings") -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": settings,
        "STATE_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "SECRET_KEY": SECRET,
        "BASE_URL": MADE_FOR,
        "DEMO_ADMIN_PASSWORD": SECRET,
    }
    done = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def _kept(name: str, parts: Iterable[Path], make: Callable[[Path], None]) -> Path:
    """The folder that `make` fills, from an earlier time if its `parts` are the same. Others are thrown away."""
    wanted = KEPT / f"{name}-{_fingerprint(parts)}"
    with _alone(name):
        if not wanted.exists():
            for former in KEPT.glob(f"{name}-*"):
                shutil.rmtree(former)
            folder = Path(tempfile.mkdtemp(prefix=f"{name}-unfinished-", dir=KEPT))
            make(folder)
            folder.rename(wanted)
    return wanted


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """One process makes it; the others wait."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / f".{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _fingerprint(parts: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(parts):
        digest.update(f"{path.relative_to(ROOT)}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


if __name__ == "__main__":
    migrated()
    if "site" in sys.argv[1:]:
        demo_site()
