"""How staff handle contact persons in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.models import ContactPerson


class ContactPersonViewSet(SnippetViewSet):
    model = ContactPerson
    icon = "user"
    menu_label = _("Contact persons")
    list_display = ["name", "email", "phone"]
    search_backend_name = None
    search_fields = ["name", "email"]
    copy_view_enabled = False
    add_to_admin_menu = True
    menu_order = 160
