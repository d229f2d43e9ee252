"""Says where the site is and how to sign in."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cms.demo.staff import ADMIN

TEXT = f"""\
The site:   {{url}}/
The admin:  {{url}}/admin/
Sign in as  {ADMIN}
The password was printed when the demo content was loaded, at the first run.
To choose a new one: .venv/bin/python manage.py changepassword {ADMIN}"""


class Command(BaseCommand):
    help = "Says where the site is and how to sign in."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(TEXT.format(url=settings.BASE_URL.rstrip("/")))
