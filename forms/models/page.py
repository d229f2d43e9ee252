"""The page on which communications staff build a survey, in one language."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Self, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.api import APIField
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageManager, PageQuerySet, Revision
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.models import BasePage
from forms.builder.blocks import BandsBlock, ChoiceListsBlock, HandlersBlock, ModesBlock, StepsBlock, ThemesBlock
from forms.builder.content import Content, Stream
from forms.builder.errors import form_errors
from forms.builder.form import SurveyPageForm
from forms.builder.html import FEATURES
from forms.builder.inspect import Inspection, inspect
from forms.builder.keys import fill_keys
from forms.builder.preview import draft_form
from forms.engine.definition import ResultTexts
from forms.models.answering import ANSWERING_FIELDS, AnsweringMixin
from forms.models.page_panels import edit_handler
from forms.models.result_texts import ResultTextsMixin
from forms.models.survey import Survey, SurveyVersion, survey_key

STREAMS = ("modes", "steps", "choice_lists", "themes", "bands")
KEY_LENGTH = 64
SCHEDULED = "wagtail.publish.scheduled"
"""What Wagtail logs where the clock publishes."""


class SurveyPageQuerySet(PageQuerySet):
    """Survey pages."""

    def published(self) -> Self:
        """Those that everybody can open, with the version that is answered there."""
        pages = self.live().public().filter(live_version__isnull=False)
        return cast(Self, pages.select_related("live_version__survey"))

    def open(self) -> Self:
        """Those that take answers now."""
        return cast(Self, self.published().exclude(closes_at__lte=timezone.now()))

    def answering(self, version: SurveyVersion) -> "SurveyPage | None":
        """The published page on which `version` is answered: that of its survey, in its language."""
        pages = self.live().filter(survey=version.survey_id, locale__language_code=version.locale)
        return cast("SurveyPage | None", pages.select_related("live_version", "contact").first())


class SurveyPage(AnsweringMixin, ResultTextsMixin, BasePage):
    """A survey's page in one language. Publishing it makes a `SurveyVersion`, and that is what the public answers."""

    key = models.CharField(
        _("key"),
        max_length=KEY_LENGTH,
        blank=True,
        validators=[survey_key],
        help_text=_(
            "Names the survey in addresses and for other systems, the same in every language. Left empty, it is made "
            "from the title. It cannot be changed once the survey has been published."
        ),
    )
    intro = RichTextField(
        _("introduction"),
        features=FEATURES,
        blank=True,
        help_text=_("What the survey is for, and what happens to the answers."),
    )
    notice = models.CharField(
        _("notice"),
        max_length=300,
        blank=True,
        help_text=_("One sentence that everyone should read before beginning, such as that answers are not published."),
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes it takes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(600)],
        help_text=_("Say it honestly: people plan by it."),
    )
    steps = StreamField(StepsBlock(), verbose_name=_("parts and questions"), blank=True, collapsed=True)
    choice_lists = StreamField(
        ChoiceListsBlock(),
        verbose_name=_("lists of choices"),
        blank=True,
        help_text=_("Choices that many questions share, such as a scale. Change them here once."),
    )
    modes = StreamField(
        ModesBlock(),
        verbose_name=_("ways of filling in"),
        blank=True,
        help_text=_("Asked before sending, such as “On our own” or “Together with the city”. Empty: not asked."),
    )
    themes = StreamField(
        ThemesBlock(),
        verbose_name=_("themes"),
        blank=True,
        help_text=_("Points are summed by theme. Without themes, the survey gives no result."),
    )
    bands = StreamField(
        BandsBlock(),
        verbose_name=_("levels"),
        blank=True,
        help_text=_("What a share of the points is called. The levels should cover 0 to 100 percent."),
    )
    handlers = StreamField(
        HandlersBlock(),
        verbose_name=_("what happens after sending"),
        blank=True,
        help_text=_("Answers are always kept in the inbox. Choose what is done besides."),
    )
    privacy = RichTextField(
        _("how the answers are handled"),
        features=FEATURES,
        blank=True,
        help_text=_("Shown before sending: what the answers are used for, who sees them, how long they are kept."),
    )
    privacy_page = models.ForeignKey(
        Page,
        verbose_name=_("page about data protection"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Linked to below the text."),
    )
    contact = models.ForeignKey(
        "cms.ContactPerson",
        verbose_name=_("contact person"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown after sending, for those who have questions."),
    )
    survey = models.ForeignKey(
        Survey,
        verbose_name=_("survey"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="pages",
    )
    live_version = models.ForeignKey(
        SurveyVersion, null=True, editable=False, on_delete=models.PROTECT, related_name="live_pages"
    )

    objects = PageManager.from_queryset(SurveyPageQuerySet)()

    base_form_class = SurveyPageForm
    edit_handler = edit_handler()
    subpage_types: list[str] = []
    search_fields = [*Page.search_fields, index.SearchField("intro"), index.SearchField("steps")]

    # A copy is another survey: it gets a key of its own. A translation gets its sibling's, see `clean`.
    exclude_fields_in_copy = ["key", "survey", "live_version"]
    api_fields = [
        APIField("key"),
        APIField("intro"),
        APIField("notice"),
        APIField("minutes"),
        APIField("is_open"),
        APIField("definition_path"),
    ]
    override_translatable_fields = [
        SynchronizedField("key", overridable=False),
        SynchronizedField("minutes", overridable=False),
        *(SynchronizedField(name, overridable=False) for name in ANSWERING_FIELDS),
        SynchronizedField("handlers", overridable=False),
    ]

    may_be_unfinished = False
    """True while a draft is being saved: then only what keeps the survey's data whole is asked for."""

    class Meta:
        verbose_name = _("survey page")
        verbose_name_plural = _("survey pages")

    @property
    def is_open(self) -> bool:
        """Whether the published survey takes answers now."""
        return self.live_version_id is not None and (self.closes_at is None or self.closes_at > timezone.now())

    @property
    def definition_path(self) -> str:
        """Where the API tells what the survey asks, in this page's language; empty before it is published."""
        language = self.locale.language_code
        return f"/api/v1/surveys/{self.key}/?locale={language}" if self.live_version_id else ""

    def chosen_handlers(self) -> list[tuple[str, dict[str, str]]]:
        """The handlers that the editor chose, each once, with their options."""
        chosen = {
            (child.value["handler"], child.value.get("webhook")): {
                name: child.value[name] for name in ("to", "webhook") if child.value.get(name)
            }
            for child in self.handlers
        }
        return [(handler, options) for (handler, _webhook), options in chosen.items()]

    @property
    def content(self) -> Content:
        """What has been built, as plain values."""
        streams: dict[str, Stream] = {
            name: [child.get_prep_value() for child in getattr(self, name)] for name in STREAMS
        }
        return Content(
            key=self.key,
            locale=self.locale.language_code,
            title=self.title,
            intro=self.intro,
            notice=self.notice,
            privacy=self.privacy + self._privacy_link(),
            minutes=self.minutes,
            result={name: getattr(self, f"result_{name}") for name in ResultTexts.model_fields},
            **streams,
        )

    def _privacy_link(self) -> str:
        if self.privacy_page is None:
            return ""
        page = self.privacy_page.get_translation_or_none(self.locale) or self.privacy_page
        return format_html('<p><a href="{}">{}</a></p>', page.url, page.title) if page.url else ""

    @staticmethod
    def fields_of(content: Content) -> dict[str, Any]:
        """The fields that hold `content`, for a page that is made or brought up to date from it."""
        names = ("key", "title", "intro", "notice", "privacy", "minutes", *STREAMS)
        result = {f"result_{name}": text for name, text in content.result.items()}
        return {name: getattr(content, name) for name in names} | {"privacy_page": None} | result

    def inspect(self) -> Inspection:
        """Compile what has been built, and say what must be mended, in the active language."""
        return inspect(self.content, settings.WAGTAILADMIN_BASE_URL)

    def clean(self) -> None:
        super().clean()
        if self.alias_of_id is not None:
            return
        self.key = self.key or self._own_key()
        self.check_key()
        self._fill_keys()
        if self.may_be_unfinished:
            return
        inspection = self.inspect()
        if inspection.findings:
            raise ValidationError(form_errors(inspection.findings, inspection.lines, self.content))

    def _own_key(self) -> str:
        """The key of the page's translations, else one made from its title."""
        siblings = SurveyPage.objects.filter(translation_key=self.translation_key).exclude(key="").exclude(pk=self.pk)
        if sibling := siblings.values_list("key", flat=True).first():
            return str(sibling)
        base = slugify(self.title)[: KEY_LENGTH - 4].strip("-").replace("_", "-") or "survey"
        return self.free_key(base, own=self.pk)

    @staticmethod
    def free_key(base: str, own: int | None = None) -> str:
        """`base`, with a number where a survey has it already; `own` is the id of a page that may keep what it has."""
        others = SurveyPage.objects.filter(key__startswith=base).exclude(pk=own)
        taken = set(others.values_list("key", flat=True))
        taken |= set(Survey.objects.filter(key__startswith=base).values_list("key", flat=True))
        return next(key for key in (base, *(f"{base}-{n}" for n in range(2, 1000))) if key not in taken)

    def check_key(self) -> None:
        if self.survey is not None and self.survey.key != self.key:
            message = _("The survey has been published as “%(key)s”. Its key cannot be changed any more.")
            raise ValidationError({"key": ValidationError(message, params={"key": self.survey.key})})
        surveys = SurveyPage.objects.filter(key=self.key, alias_of=None)
        others = surveys.exclude(translation_key=self.translation_key)
        if other := others.exclude(pk=self.pk).first():
            message = _("Another survey, “%(title)s”, has the key “%(key)s”. Choose another key.")
            raise ValidationError({"key": ValidationError(message, params={"title": other.title, "key": self.key})})

    def _fill_keys(self) -> None:
        content = self.content
        filled = fill_keys(content)
        if filled is not content:
            for name in STREAMS:
                setattr(self, name, getattr(filled, name))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """An alias leads to the page that it stands for, and is not answered itself."""
        if self.alias_of_id is not None:
            self.survey = self.live_version = None
        super().save(*args, **kwargs)

    def publish(
        self, revision: Revision, user: Any = None, changed: bool = True, log_action: Any = True, **options: Any
    ) -> None:
        """A schedule has nobody to tell why it could not publish: the hook `publish_survey_unattended` leaves word."""
        publish = partial(super().publish, revision, user, changed, log_action, **options)
        if log_action == SCHEDULED:
            (unattended,) = hooks.get_hooks("publish_survey_unattended")
            unattended(self, revision, publish)
        else:
            publish()

    def with_content_json(self, content: Mapping[str, Any]) -> Self:
        """What was published belongs to the page as a whole; an old revision must not bring an old version back."""
        page = super().with_content_json(content)
        page.survey_id, page.live_version_id = self.survey_id, self.live_version_id
        return cast(Self, page)

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """The hook `serve_survey_page` shows the page: the views that it registers stand above the models.

        An alias leads to the page that it stands for, where the survey is answered.
        """
        request.is_preview = False  # type: ignore[attr-defined]  # as Page.serve sets it
        if self.alias_of is not None:
            return HttpResponseRedirect(self.alias_of.url)
        (show,) = hooks.get_hooks("serve_survey_page")
        return cast(HttpResponse, show(request, self))

    def serve_preview_here(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The hook `preview_survey_page` shows all steps of what has been built so far."""
        (show,) = hooks.get_hooks("preview_survey_page")
        return cast(HttpResponse, show(request, self, draft_form(self.content, settings.WAGTAILADMIN_BASE_URL)))
