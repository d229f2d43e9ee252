"""How static files are stored: hashed, minified, joined where another website fetches them, and compressed.

The imports of JS modules are rewritten to hashed names too. That comes first: Django finds them by how we write them.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

import minify
from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured
from whitenoise.storage import CompressedManifestStaticFilesStorage

MEDIA_TYPES = {".js": "application/javascript", ".css": "text/css"}
JOINED = ["forms/survey-form.js"]
"""Modules that are stored as one file with all that they import. Other websites know them by their plain names, and
fetch them over long ways; our own pages share what they import, and keep it by its hashed names."""

IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]+)";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) (\w+))", re.MULTILINE)
NOT_JOINABLE = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    support_js_module_import_aggregation = True

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Minify our own files before all are compressed; what packages bring along is left as they made it."""
        for name in sorted(own_names()):
            media_type = MEDIA_TYPES.get(PurePosixPath(name).suffix)
            if media_type is None:
                continue
            text = joined(name) if name in JOINED else None
            for stored in {name, self.hashed_files.get(self.hash_key(name), name)} & set(paths):
                file = Path(self.path(stored))
                file.write_text(minify.string(media_type, text or file.read_text(encoding="utf-8")), encoding="utf-8")
        yield from super().compress_files(paths)


def own_names() -> Iterator[str]:
    """The static files of this project, which are those of STATICFILES_DIRS."""
    return (name for name, _storage in finders.FileSystemFinder().list([]))


def joined(name: str) -> str:
    """The module `name` with all that it imports, each in a function of its own. Raises ImproperlyConfigured.

    An import has to be `import { … } from "./…";`, an export has to stand before what it exports. Modules take from
    each other by number and not by name, so that minifying shortens every name.
    """
    exports: dict[str, list[str]] = {}
    bodies: list[str] = []

    def called(module: str) -> str:
        return f"module{list(exports).index(module)}"

    def add(module: str) -> None:
        """Put the module after those that it imports."""
        source = Path(str(finders.find(module))).read_text(encoding="utf-8")

        def take(match: re.Match[str]) -> str:
            wanted = posixpath.normpath(posixpath.join(posixpath.dirname(module), match[2]))
            if wanted not in exports:
                add(wanted)
            names = [each.strip().partition(" as ") for each in match[1].split(",") if each.strip()]
            taken = [f"{own or name} = {called(wanted)}[{exports[wanted].index(name)}]" for name, _as, own in names]
            return f"const {', '.join(taken)};"

        body = EXPORT.sub("", IMPORT.sub(take, source))
        if match := NOT_JOINABLE.search(body):
            raise ImproperlyConfigured(f"{module} cannot be joined: {match[0]}")
        exports[module] = EXPORT.findall(source)
        bodies.append(f"const {called(module)} = (() => {{\n{body}\nreturn [{', '.join(exports[module])}];\n}})();")

    add(name)
    return "\n".join(["{", *bodies, "}"])
