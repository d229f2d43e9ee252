"""Another website: the pages of docs/examples, served from an origin of their own as a customer's web server would."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from threading import Thread

from tests.e2e.conftest import ROOT, RunningSite

EXAMPLES = ROOT / "docs/examples"
PLACEHOLDER = "https://partners.example"
"""How the examples call the site; it becomes the running site's address as they are served."""


@contextmanager
def elsewhere(site: RunningSite, folder: Path = EXAMPLES) -> Iterator[str]:
    """The origin at which the files of `folder` are served, without a slash at its end."""

    class Examples(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            file = folder / Path(self.path.partition("?")[0]).name
            if not file.is_file():
                self.send_error(HTTPStatus.NOT_FOUND)
                return
            body = file.read_text(encoding="utf-8").replace(PLACEHOLDER, site.url).encode()
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", f"{guess_type(file.name)[0]}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_said: object) -> None:
            """Nothing is printed."""

    # Another host than the site's "localhost": another website to the browser, not only another origin.
    server = ThreadingHTTPServer(("127.0.0.1", 0), Examples)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def allow(site: RunningSite, key: str, *origins: str) -> None:
    """List `origins` among the websites that may show the survey, in all its languages, and no others."""
    change(site, key, "origins", chr(10).join(origins))


def change(site: RunningSite, key: str, field: str, value: object) -> None:
    """Set a field of the survey's pages, in all languages."""
    pages = f"SurveyPage.objects.filter(key={key!r})"
    site.insider.run(f"from forms.models import SurveyPage\nassert {pages}.update({field}={value!r})")
