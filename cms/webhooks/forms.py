"""The form in which staff add and change a webhook."""

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm

from cms.webhooks import addresses


class WebhookForm(WagtailAdminModelForm):
    """Refuses an address that would be refused when a message is sent, so that it is mended by whoever gave it."""

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean()
        is_in_question = "url" in self.changed_data or cleaned.get("is_active")
        if is_in_question and (url := cleaned.get("url")):
            try:
                addresses.check(str(url))
            except addresses.AddressRefused as error:
                self.add_error("url", ValidationError(str(error), code="address_refused"))
        return cleaned
