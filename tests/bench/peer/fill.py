"""Makes the peer's database, with the form on its front page: `python -m tests.bench.peer.fill`."""

import django

django.setup()

from django.core.management import call_command
from wagtail.models import Page, Site

from tests.bench.peer.models import FormField, FormPage
from tests.bench.questions import fields


def fill() -> None:
    call_command("migrate", verbosity=0)
    page = Page.get_first_root_node().add_child(instance=FormPage(title="Enkät", slug="enkat"))
    FormField.objects.bulk_create(
        FormField(page=page, sort_order=order, **field) for order, field in enumerate(fields())
    )
    Site.objects.update_or_create(is_default_site=True, defaults={"root_page": page, "hostname": "127.0.0.1"})


if __name__ == "__main__":
    fill()
