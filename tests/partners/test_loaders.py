"""The goal library and the demo partners, loaded once and again."""

import json

import pytest

from partners.demo import history, loader, papers, programme
from partners.jobs import JOBS
from partners.models import Award, Goal, GoalTemplate, Partner, Sector, Theme, Unit
from partners.models.signing import STANDING
from partners.states import IN_FORCE, PartnerState

pytestmark = pytest.mark.django_db
LIBRARY = json.loads((loader.DATA / "goal_library.json").read_text(encoding="utf-8"))
PARTNERS = {
    "partners": [
        {
            "name": "Demobageriet vid ån",
            "organisation_type": "company",
            "sector": "hospitality",
            "staff_band": "2-9",
            "business_id": "",
            "language": "sv",
            "website": "https://demo.example",
            "contact_name": "Demo Person",
            "contact_email": "person@demo.example",
            "description": {"sv": "Ett bageri.", "fi": "Leipomo.", "en": "A bakery."},
            "signed_on": "2025-03-20",
            "state": "active",
            "goals": [
                {
                    "template": "EN-01",
                    "target": 10,
                    "year": 2027,
                    "baseline_year": 2024,
                    "effect": {"sv": "Ugnarna.", "fi": "Uunit.", "en": "The ovens."},
                    "state": "on_track",
                }
            ],
        },
        {
            "name": "Demogården",
            "organisation_type": "company",
            "sector": "agriculture",
            "staff_band": "1",
            "business_id": "",
            "language": "fi",
            "website": "",
            "contact_name": "Demo Person",
            "contact_email": "person@gard.example",
            "description": {"sv": "", "fi": "", "en": ""},
            "signed_on": None,
            "state": "mapping_received",
            "goals": [],
        },
    ],
    "awards": [
        {
            "year": 2025,
            "partner": "Demobageriet vid ån",
            "motivation": {"sv": "För elen.", "fi": "Sähköstä.", "en": "For electricity."},
            "special_mention": None,
        }
    ],
}


@pytest.fixture
def partners_file(tmp_path):
    path = tmp_path / "partners.json"
    path.write_text(json.dumps(PARTNERS), encoding="utf-8")
    return path


@pytest.fixture
def papers_loaded(db):
    papers.load()


def counts():
    return [model.objects.count() for model in (Theme, Unit, Sector, GoalTemplate, Partner, Goal, Award)]


def test_the_whole_library_is_loaded(library):
    assert counts() == [8, 14, 14, 41, 0, 0, 0]


@pytest.mark.parametrize("goal", LIBRARY["goals"], ids=lambda goal: goal["id"])
def test_a_goal_keeps_all_its_meaning(library, goal):
    template = GoalTemplate.objects.complete().get(code=goal["id"])
    plain = ("horizon", "target_mode", "direction", "effort", "impact", "sdg", "default_target")
    assert [getattr(template, name) for name in plain] == [goal[name] for name in plain]
    assert (template.theme.key, template.unit.code) == (goal["theme"], goal["unit"])
    assert template.all_sectors == (goal["sectors"] == ["all"])
    assert {sector.key for sector in template.sectors.all()} == set(goal["sectors"]) - {"all"}
    assert (template.vsme_hint, template.co2_factor_key) == (goal["vsme_hint"] or "", goal["co2_factor_key"] or "")
    for name, source in (
        ("title", "title"),
        ("pledge_template", "pledge_template"),
        ("indicator", "indicator"),
        ("evidence", "light_evidence"),
    ):
        assert {code: getattr(template, f"{name}_{code}") for code in ("sv", "fi", "en")} == goal[source]


def test_loading_again_changes_nothing_and_keeps_what_staff_edited(library, papers_loaded, partners_file):
    loader.load_partners(partners_file)
    GoalTemplate.objects.filter(code="EN-01").update(title_sv="Eget namn")
    before = counts()
    loader.load_goal_library()
    loader.load_partners(partners_file)
    assert counts() == before
    assert GoalTemplate.objects.get(code="EN-01").title_sv == "Eget namn"


def test_signed_partners_are_public_and_others_are_not(library, papers_loaded, partners_file):
    loader.load_partners(partners_file)
    partner = Partner.objects.public().with_goals().get()
    assert partner.name == "Demobageriet vid ån"
    assert partner.public_goals[0].pledge_sv == "Vi minskar vår elförbrukning med 10 % från 2024 års nivå senast 2027."
    assert partner.public_goals[0].effect_en == "The ovens."
    assert [award.year for award in Award.objects.public()] == [2025]


def test_the_demo_that_comes_along_can_be_loaded(library, papers_loaded):
    loader.load_partners(loader.DATA.parent / "demo" / "partners.json")
    assert Partner.objects.public().count() > 0
    assert not Partner.objects.exclude(contact_email__endswith=".example").exists()


def test_every_demo_case_has_what_its_state_implies(library, papers_loaded):
    loader.load_partners(loader.DATA.parent / "demo" / "partners.json")
    programme.load()
    programme.load()
    for partner in Partner.objects.all():
        in_force = partner.state in IN_FORCE
        assert partner.commitments.in_force().exists() == in_force, partner
        assert (partner.follow_up_on is not None) == in_force, partner
        assert partner.commitments.open().exists() == (in_force or partner.state in history.WITH_COMMITMENT), partner
        waits = partner.state in (PartnerState.FOLLOW_UP_DUE, PartnerState.NO_REPLY)
        assert partner.follow_ups.open().exists() == waits, partner
        assert partner.invitations.filter(state__in=STANDING).exists() == (partner.state == PartnerState.SCHEDULED)
    assert {partner.state for partner in Partner.objects.all()} >= {
        PartnerState.MAPPING_RECEIVED,
        PartnerState.READY,
        PartnerState.SCHEDULED,
        PartnerState.ACTIVE,
        PartnerState.FOLLOW_UP_DUE,
        PartnerState.NO_REPLY,
        PartnerState.REVISING,
    }


def test_a_loaded_demo_leaves_the_clock_nothing_to_do(library, papers_loaded):
    loader.load_partners(loader.DATA.parent / "demo" / "partners.json")
    states = {partner.pk: partner.state for partner in Partner.objects.all()}
    for job in JOBS.values():
        job()
    assert {partner.pk: partner.state for partner in Partner.objects.all()} == states
