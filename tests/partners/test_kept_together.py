"""A number and its unit stay on one line, and nothing else is held together."""

import pytest

from partners.templatetags.partner_tags import kept_together

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Vi minskar med 10 % senast 2027.", f"Vi minskar med 10{NBSP}% senast 2027."),
        ("vähintään 3 kpl) vuoteen", f"vähintään 3{NBSP}kpl) vuoteen"),
        ("minst 3 st.", f"minst 3{NBSP}st."),
        ("100 m² nurmikkoa", f"100{NBSP}m² nurmikkoa"),
        ("2 kmet, 2027 kgl, 5 staplar", "2 kmet, 2027 kgl, 5 staplar"),
        ("", ""),
    ],
)
def test_units(text: str, shown: str) -> None:
    assert kept_together(text) == shown
