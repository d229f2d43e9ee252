"""How an organisation answers the whole initial mapping, by the keys of its questions."""

from playwright.sync_api import Page

ORGANISATION = "Demo Segelmakeriet Ab"
NOT_STARTED, STARTED, IN_PLACE, NOT_RELEVANT = "not_started", "started", "in_place", "not_relevant"

STEPS: list[dict[str, str | list[str]]] = [
    {
        "org_name": ORGANISATION,
        "business_id": "0000001-9",
        "org_type": "company",
        "sector": "industry",
        "staff_band": "2-9",
        "premises": ["own_building", "outdoor"],
        "contact_name": "Demo Person",
        "contact_email": "demo.person@segel.example",
        "contact_language": "sv",
    },
    {
        "en_monitor": STARTED,
        "en_kwh": "12 500,5",
        "en_electricity": IN_PLACE,
        "en_heating": "oil",
        "en_fossil_exit": NOT_STARTED,
        "en_efficiency": STARTED,
        "en_own": NOT_STARTED,
    },
    {
        "tr_profile": ["own_vehicles"],
        "tr_vehicles": NOT_STARTED,
        "tr_logistics": STARTED,
        "tr_commute": IN_PLACE,
        "tr_travel": NOT_RELEVANT,
    },
    {"pr_criteria": STARTED, "pr_suppliers": NOT_STARTED, "pr_reuse": IN_PLACE, "pr_food": NOT_RELEVANT},
    {
        "ma_sorting": IN_PLACE,
        "ma_data": STARTED,
        "ma_waste_kg": "800",
        "ma_prevention": STARTED,
        "ma_models": IN_PLACE,
        "ma_chemicals": NOT_STARTED,
    },
    {"wa_use": STARTED, "wa_outdoor": NOT_STARTED},
    {"na_land": NOT_STARTED, "na_supply": STARTED},
    {
        "st_skills": STARTED,
        "st_participation": IN_PLACE,
        "mg_lead": STARTED,
        "mg_footprint": STARTED,
        "mg_footprint_t": "42,5",
        "mg_certs": ["iso14001", "other"],
        "mg_certs:other": "Demo-märket",
    },
    {
        "of_handprint": STARTED,
        "of_communication": NOT_STARTED,
        "ns_goal_idea": "Vi vill sluta värma med olja.",
        "ns_support": ["training", "funding"],
    },
]


def fill(page: Page, key: str, value: str | list[str]) -> None:
    """Answer one question the way a person does: by its visible control."""
    if isinstance(value, list):
        for choice in value:
            page.locator(f'input[name="{key}"][value="{choice}"]').check()
        return
    control = page.locator(f'[name="{key}"]')
    control.first.wait_for(state="attached")
    if control.first.get_attribute("type") == "radio":
        page.locator(f'input[name="{key}"][value="{value}"]').check()
    elif control.evaluate("element => element.tagName") == "SELECT":
        control.select_option(value)
    else:
        control.fill(value)


def fill_step(page: Page, number: int) -> None:
    for key, value in STEPS[number].items():
        fill(page, key, value)


def proceed(page: Page) -> None:
    page.locator('button[name="_next"]').click()
