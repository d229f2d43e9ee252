"""Many respondents at the same moment, on SQLite, while the worker writes too."""

import json
import sqlite3
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from tests.e2e.conftest import RunningSite
from tests.e2e.mapping import STEPS

CLIENTS = 32
EACH = 3


def test_32_clients_posting_at_once_all_get_through(site: RunningSite) -> None:
    answers = {key: value for step in STEPS for key, value in step.items()}

    def post(number: int) -> int:
        name = f"Demo många {number % (CLIENTS * EACH)}"
        request = urllib.request.Request(
            f"{site.url}/api/v1/surveys/initial-mapping/submissions/",
            data=json.dumps({"answers": {**answers, "org_name": name, "business_id": ""}, "locale": "sv"}).encode(),
            headers={"Content-Type": "application/json", "Idempotency-Key": f"many-{number}"},
            method="POST",
        )
        with urllib.request.urlopen(request, timeout=60) as response:
            return response.status

    with ThreadPoolExecutor(CLIENTS) as clients:
        statuses = list(clients.map(post, range(CLIENTS * EACH)))
    assert statuses == [201] * CLIENTS * EACH
    with closing(sqlite3.connect(site.state / "db.sqlite3")) as database:
        count = "SELECT count(*) FROM surveys_submission WHERE title LIKE 'Demo många %'"
        (stored,) = database.execute(count).fetchone()
    assert stored == CLIENTS * EACH
    assert "database is locked" not in (site.state / "log.txt").read_text()
