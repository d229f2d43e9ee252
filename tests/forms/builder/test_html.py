"""Rich text in definitions: harmless, and written one way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from forms.builder.html import FEATURES, clean_html, editable


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ("Hej", "<p>Hej</p>"),
        ('<p data-block-key="x1">Hej <b>alla</b><br/></p>', "<p>Hej <strong>alla</strong><br></p>"),
        ("<p></p>", ""),
        ("<p>&nbsp;</p>", ""),
        ("<script>alert(1)</script>", ""),
        ('<p onclick="x()" style="color:red">Hej</p>', "<p>Hej</p>"),
        ('<p><a href="javascript:alert(1)">Hej</a></p>', "<p><a>Hej</a></p>"),
        (
            '<p><a href="https://demo.example/" target="_blank">Hej</a></p>',
            '<p><a href="https://demo.example/">Hej</a></p>',
        ),
        ('<p><a href="mailto:demo@demo.example">Hej</a></p>', '<p><a href="mailto:demo@demo.example">Hej</a></p>'),
        ("<h1>Stor</h1><ul><li>ett</li></ul>", "Stor<ul><li>ett</li></ul>"),
        ("<b>fet<p>stycke</p></b>", "<strong>fet</strong><p><strong>stycke</strong></p>"),
        ("<h3>rubrik<p>stycke</p></h3>", "<h3>rubrik</h3><p>stycke</p>"),
        ("<li>ensam</li>", "<p>ensam</p>"),
        ("<ul><li><p>ett</p><p>två</p></li></ul>", "<ul><li>ett<br>två</li></ul>"),
        ("<ul>ett<li>två</li></ul>", "<ul><li>ett</li><li>två</li></ul>"),
        ("<ul><li>ett<ol><li>två</li></ol></li></ul>", "<ul><li>ett<ol><li>två</li></ol></li></ul>"),
        ("<p>1 &lt; 2 &amp; 3&nbsp;kg</p>", "<p>1 &lt; 2 &amp; 3&nbsp;kg</p>"),
    ],
)
def test_only_harmless_html_is_left(html, cleaned):
    assert clean_html(html) == cleaned


def test_a_link_within_the_site_becomes_an_address():
    html = '<p><a href="/sv/dataskydd/">Dataskydd</a></p>'
    assert 'href="https://demo.example/sv/dataskydd/"' in clean_html(html, "https://demo.example")


def test_an_address_without_a_scheme_is_no_link_within_the_site():
    assert "evil.example" not in clean_html('<p><a href="//evil.example/x">x</a></p>')


PIECES = [
    "<",
    ">",
    "/",
    "=",
    "'",
    "&",
    ";",
    " ",
    "a",
    "\n",
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<i>",
    "<li>",
    "<a href='",
    "<h3>",
    "</h3>",
    "<ul>",
    "</ul>",
    "<ol>",
    "</li>",
    "<br>",
]


@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_what_was_cleaned_stays_as_it_is(pieces):
    once = clean_html("".join(pieces))
    assert clean_html(once) == once


@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_the_editor_opens_with_whatever_was_cleaned(pieces):
    text = clean_html("".join(pieces))
    ContentstateConverter(features=FEATURES).from_database_format(editable(text))
    assert clean_html(editable(text)) == text
