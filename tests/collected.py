"""The static files of this project as they are served: hashed, minified, joined, compressed."""

import shutil
from pathlib import Path

from django.contrib.staticfiles.finders import FileSystemFinder

from cms.storage import StaticFilesStorage

STATIC = Path(__file__).resolve().parents[1] / "static"


def collect(folder: Path) -> Path:
    """Do in `folder` what `collectstatic` does in STATIC_ROOT, with our own files alone."""
    shutil.copytree(STATIC, folder, dirs_exist_ok=True)
    storage = StaticFilesStorage(location=folder, base_url="/static/")
    own = {name: (source, name) for name, source in FileSystemFinder().list([])}
    for name, _stored, processed in storage.post_process(own):
        if isinstance(processed, Exception):
            raise RuntimeError(name) from processed
    return folder


def sent(file: Path) -> int:
    """How many bytes go over the wire for `file` to a browser that takes gzip."""
    compressed = file.with_name(f"{file.name}.gz")
    return (compressed if compressed.exists() else file).stat().st_size
