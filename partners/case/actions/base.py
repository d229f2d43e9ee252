"""What every button on a case's page is: when it is offered, whose it is, what it asks for, and what it does."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms import BaseForm, Form
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cms.models import User
from partners import lifecycle
from partners.case.page import Case
from partners.models import Letter, Partner

Words = str | Promise
Files = MultiValueDict[str, UploadedFile]


class Action:
    """One button. Its `name` is what the browser posts, `move` the row of the life cycle that it makes, if any.

    `explanation` says beforehand what it does, `done` afterwards what it did. `form_class` is what it asks for.
    """

    name: ClassVar[str]
    label: ClassVar[Words]
    done: ClassVar[Words]
    move: ClassVar[str] = ""
    permissions: ClassVar[tuple[str, ...]] = ()
    explanation: ClassVar[Words] = ""
    form_class: ClassVar[type[Form] | None] = None
    is_grave: ClassVar[bool] = False
    takes_files: ClassVar[bool] = False
    letters: ClassVar[tuple[Letter, ...]] = ()

    def __init__(self, case: Case, user: User) -> None:
        self.case, self.user, self.partner = case, user, case.partner
        self.is_posted = False

    @property
    def is_offered(self) -> bool:
        """Whether the case, as it stands, calls for the button."""
        return lifecycle.can(self.partner, self.move)

    @property
    def needs(self) -> tuple[str, ...]:
        """The permissions without which nobody sees or uses the button."""
        return self.permissions or (lifecycle.transition(self.move).permission if self.move else lifecycle.CHANGE,)

    @property
    def is_allowed(self) -> bool:
        return self.user.has_perms(self.needs)

    @property
    def is_primary(self) -> bool:
        return self.case.primary == self.name

    @property
    def classes(self) -> str:
        """Wagtail's names for how the button looks."""
        if self.is_grave:
            return "button no button-secondary"
        return "button" if self.is_primary else "button button-secondary"

    @property
    def sends(self) -> str:
        """What is sent when the button is pressed, and to whom; empty where nothing is."""
        letters = self.letters
        if not letters and self.move and (letter := lifecycle.transition(self.move).letter):
            letters = (letter,)
        if not letters:
            return ""
        return _("Sent to %(address)s: %(letters)s.") % {
            "address": self.partner.contact_email,
            "letters": ", ".join(str(letter.label) for letter in letters),
        }

    @cached_property
    def form(self) -> Any:
        return self.make_form()

    def make_form(self, data: QueryDict | None = None, files: Files | None = None) -> Any:
        """A fresh form, or one with what was posted."""
        if self.form_class is None:
            return None
        return self.form_class(data, files, prefix=self.name, initial=self.initial, **self.form_arguments)

    @property
    def initial(self) -> dict[str, Any]:
        return {}

    @property
    def form_arguments(self) -> dict[str, Any]:
        return {}

    def take(self, post: QueryDict, files: Files, seen: Partner) -> bool:
        """Do what was asked, with the partner as the browser saw it. Raises ValidationError where a service refuses.

        False where the form must be mended first; it then says what.
        """
        self.is_posted = True
        self.form = self.make_form(post, files)
        if self.form is not None and not self.form.is_valid():
            return False
        self.perform(seen, self.form, post.get(self.name, ""))
        return True

    def perform(self, seen: Partner, form: Any, value: str) -> None:
        """Call the service. `value` is what the button itself posted, such as the key of a row."""
        raise NotImplementedError

    def refuse(self, error: ValidationError) -> list[str]:
        """Put the service's reasons beside their fields; those that have no field are returned."""
        fields = self.form.fields if isinstance(self.form, BaseForm) else {}
        if hasattr(error, "error_dict") and set(error.error_dict) <= set(fields):
            self.form.add_error(None, error)
            return []
        return list(error.messages)

    @property
    def typed(self) -> list[tuple[str, str]]:
        """What was typed into a form that the case no longer calls for, so that it is not lost."""
        return list(_typed(self.form)) if self.is_posted and self.form is not None else []


class Always(Action):
    """A button that no state of the case takes away."""

    @property
    def is_offered(self) -> bool:
        return True


def _typed(form: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(form, BaseForm):
        for part in form.chosen:
            yield from _typed(part)
        return
    for field in form.visible_fields():
        value = field.value()
        if value and not isinstance(value, bool):
            yield str(field.label), ", ".join(value) if isinstance(value, list) else str(value)
