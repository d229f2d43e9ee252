"""The people of a new site: the communications group and the first administrator."""

import os
import secrets
from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from cms.models import User

ADMIN = "admin"
GROUP = "Communications"

PAGE_PERMISSIONS = ["add_page", "change_page", "publish_page"]
LIBRARY_PERMISSIONS = [
    "add_image",
    "change_image",
    "choose_image",
    "add_document",
    "change_document",
    "choose_document",
]
# Deleting records, and deciding who reads a survey's answers, is left to an administrator.
PROGRAMME_ACTIONS = ["add", "change", "view", "publish"]
INBOX_PERMISSIONS = ["view_submission", "change_submission"]


def create_group(homes: Iterable[Page]) -> Group:
    """Staff who edit every language's pages, the library, contact persons, partners and surveys."""
    group, _created = Group.objects.get_or_create(name=GROUP)
    group.permissions.set(_permissions())
    for home in homes:
        for codename in PAGE_PERMISSIONS:
            permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
            GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
    library = Collection.get_first_root_node()
    for permission in Permission.objects.filter(
        content_type__app_label__in=["wagtailimages", "wagtaildocs"], codename__in=LIBRARY_PERMISSIONS
    ):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=library, permission=permission)
    return group


def _permissions() -> list[Permission]:
    programme = Q()
    for action in PROGRAMME_ACTIONS:
        programme |= Q(content_type__app_label="partners", codename__startswith=f"{action}_")
    wanted = (
        programme
        | Q(content_type__app_label="surveys", codename__in=INBOX_PERMISSIONS)
        | Q(content_type__app_label="cms", content_type__model="contactperson")
        | Q(content_type__app_label="home", codename="change_sitedetails")
        | Q(content_type__app_label="wagtailadmin", codename="access_admin")
        | Q(content_type__app_label="wagtail_localize", codename="submit_translation")
    )
    return list(Permission.objects.filter(wanted))


def create_admin() -> tuple[str, str] | None:
    """The first administrator's name and password; nothing when there is one already."""
    if User.objects.filter(username=ADMIN).exists():
        return None
    password = os.environ.get("DEMO_ADMIN_PASSWORD") or secrets.token_urlsafe(12)
    User.objects.create_superuser(ADMIN, f"{ADMIN}@borga.example", password)
    return ADMIN, password
