"""Surveys for the browser tests, made as an administrator of the running site makes them."""

import json
import os
import re
import subprocess
import sys
from typing import Any

from playwright.sync_api import Page

from tests.e2e.conftest import ROOT, RunningSite


def home_id(page: Page, site: RunningSite) -> int:
    """The id of the Swedish front page, as the content API says it."""
    pages = page.request.get(f"{site.url}/api/v2/pages/?type=home.HomePage&locale=sv").json()
    return int(pages["items"][0]["id"])


def imported(page: Page, site: RunningSite, survey: dict[str, Any]) -> int:
    """The id of the page that a new draft of `survey` has."""
    file = site.state / f"{survey['key']}.json"
    file.write_text(json.dumps(survey))
    settings = {
        "DJANGO_SETTINGS_MODULE": "cms.settings",
        "STATE_DIR": str(site.state),
        "DATABASE_URL": f"sqlite:///{site.state / 'db.sqlite3'}",
        "SECRET_KEY": "x",
    }
    command = [sys.executable, "manage.py", "import_survey", str(file), "--parent", str(home_id(page, site))]
    told = subprocess.run(
        command, cwd=ROOT, env=os.environ | settings, check=True, capture_output=True, text=True
    ).stdout
    return int(re.findall(r"page (\d+)", told)[-1])
