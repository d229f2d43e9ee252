"""Advice on the words of a goal: is it concrete, and does it claim more than it measures? Advice refuses nothing."""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

FEWEST_WORDS = 3
FEWEST_CHARACTERS = 15

YEAR = re.compile(r"\b20\d\d\b")
NUMBER = re.compile(r"\d")
SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|\n\s*)[\"'”»(–-]*\s*$")


def words(*patterns: str) -> re.Pattern[str]:
    """Any of `patterns`, from the beginning of a word to the end of one."""
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)


VAGUE = {
    "sv": words(
        r"försök(?:er|a)",
        r"sträv(?:ar|a)",
        r"hoppas",
        r"verkar? för",
        r"(?:skulle )?vilja",
        r"(?:så långt|så mycket) (?:som |det är )?möjligt",
        r"i mån av möjlighet",
        r"(?:om|när|där) (?:det är )?möjligt",
        r"efter (?:bästa )?förmåga",
        r"på sikt",
    ),
    "fi": words(
        r"pyri(?:mme|n|tään)?",
        r"pyrki(?:ä|i|vät|mys)",
        r"yritä(?:mme|n)",
        r"yrittä(?:ä|vät)",
        r"toiv(?:omme|on|ottavasti)",
        r"haluaisi(?:mme|n)",
        r"mahdollisuuksien (?:mukaan|rajoissa)",
        r"mahdollisimman",
        r"jos (?:se on )?mahdollista",
        r"parhaamme mukaan",
    ),
    "en": words(
        r"tr(?:y|ies|ying) to",
        r"aim(?:s|ing)? (?:to|for)",
        r"striv(?:e|es|ing)",
        r"seek(?:s|ing)? to",
        r"hop(?:e|es|ing) to",
        r"endeavou?r(?:s|ing)?",
        r"would like to",
        r"do our best",
        r"as (?:far|much) as possible",
        r"(?:if|where|when|wherever|whenever) possible",
    ),
}
"""Words that promise an attempt and no result."""

NEUTRAL = {
    "sv": words(
        r"(?:klimat|kol|koldioxid|co2)-?(?:neutral|positiv|negativ)\w*",
        r"(?:kol|koldioxid|co2)-?fri(?:a|tt)?",
        r"klimatkompens\w*",
    ),
    "fi": words(
        r"(?:hiili|hiilidioksidi|ilmasto|co2)-?(?:neutra(?:al|lite)|positiivi|negatiivi)\w*",
        r"hiilivapa\w*",
        r"hiilet(?:ön|tö)\w*",
        r"(?:hiili|päästö|ilmasto)kompens\w*",
    ),
    "en": words(
        r"(?:climate|carbon|co2)[- ]?(?:neutral|positive|negative)(?:ly|ity)?",
        r"(?:carbon|co2)[- ]?free",
        r"zero[- ]carbon",
        r"net[- ]zero",
        r"(?:carbon|climate|emissions?) (?:offset|compensat)\w*",
    ),
}
"""Claims that rest on compensation: whatever is measured, they say more than that."""

BROAD = {
    "sv": words(
        r"grön(?:t|a|are|ast|aste)?(?! (?:tak|yt|område|te\b|kaffe|växt|väx|plant|ärt|bön|blad|sallad))",
        r"(?:miljö|klimat|natur|eko)vänlig\w*",
        r"(?:miljö|eko)smart\w*",
        r"klimatsmart(?! Borgå)\w*",
        r"miljömedvet\w*",
        r"hållbar(?:t|a|are|ast|aste)?",
        r"utsläppsfri(?:a|tt)?",
    ),
    "fi": words(
        r"vihre[äi]\w*(?! (?:tee|kahv|katto|kato|kattoj|alue|kasv|papu|pavu|salaat))",
        r"(?:ympäristö|ilmasto|luonto|eko)ystäväll\w*",
        r"(?:ympäristö|ilmasto)viisa(?!s Porvoo)\w*",
        r"ilmastofiks\w*",
        r"ekologis\w*",
        r"ekologinen",
        r"kestäv[äi]\w*",
        r"päästöt(?:ön|tö)\w*",
    ),
    "en": words(
        r"green(?:er|est)?(?![- ](?:tea|roof|area|space|coffee|bean|salad|waste|wall|plant))",
        r"environment(?:ally)?[- ]friendl\w*",
        r"(?:eco|climate|planet|nature|earth)[- ]?friendl\w*",
        r"climate[- ]smart(?! (?:Porvoo|Borgå))",
        r"eco[- ](?:conscious|smart)",
        r"sustainabl[ey]",
        r"emission[- ]free",
    ),
}
"""Praise of the whole that only a measure can carry."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing that would make a goal better. `code` names it for a program, `words` say it to a reader."""

    code: str
    words: Promise | str


def advise(*, pledge: str, language: str, has_target: bool, has_year: bool, has_indicator: bool) -> list[Advice]:
    """What would make `pledge`, written in `language`, more concrete and safer to show; empty when nothing would.

    `has_target` is true as well for a goal that is either done or not done. The advice is in the active language.
    """
    text = pledge.strip()
    numbered = has_target or bool(NUMBER.search(YEAR.sub("", text)))
    dated = has_year or bool(YEAR.search(text))
    if not text:
        return [
            Advice("too_short", _("Write the goal as a whole sentence: what you will do, by how much and by when."))
        ]
    return [
        *_concrete(text, language),
        *_complete(numbered=numbered, dated=dated, has_indicator=has_indicator),
        *_claims(text, language, measured=numbered and dated),
    ]


def _concrete(text: str, language: str) -> list[Advice]:
    advice = []
    if len(text) < FEWEST_CHARACTERS or len(text.split()) < FEWEST_WORDS:
        said = _("The goal is very short. Write a whole sentence: what you will do, by how much and by when.")
        advice.append(Advice("too_short", said))
    if vague := _found(VAGUE, text, language):
        said = _(
            "“%(word)s” leaves open whether anything happens. Write what you will do: “we will cut”, “we will buy”."
        )
        advice.append(Advice("vague", said % {"word": vague}))
    return advice


def _complete(*, numbered: bool, dated: bool, has_indicator: bool) -> list[Advice]:
    advice = []
    if not numbered:
        advice.append(Advice("no_target", _("Add a number: by how much, or how many.")))
    if not dated:
        advice.append(Advice("no_year", _("Add the year by which the goal is to be reached.")))
    if not has_indicator:
        advice.append(Advice("no_indicator", _("Add what is measured, such as electricity use in a year.")))
    return advice


def _claims(text: str, language: str, *, measured: bool) -> list[Advice]:
    advice = []
    if neutral := _found(NEUTRAL, text, language):
        said = _(
            "“%(word)s” is hard to prove, and EU rules limit such claims. Write instead whose emissions are measured, "
            "by how much they fall and by when. Leave out compensation."
        )
        advice.append(Advice("neutral_claim", said % {"word": neutral}))
    if not measured and (broad := _found(BROAD, text, language)):
        said = _(
            "“%(word)s” says little on its own, and EU rules limit such claims. Write instead what is measured, "
            "by how much it changes and by when."
        )
        advice.append(Advice("broad_claim", said % {"word": broad}))
    return advice


def _found(patterns: dict[str, re.Pattern[str]], text: str, language: str) -> str:
    """The first words of `text` that match, as they are written there. Names are passed over."""
    pattern = patterns.get(language)
    if pattern is None:
        return ""
    return next((match[0] for match in pattern.finditer(text) if not _is_name(match, text)), "")


def _is_name(match: re.Match[str], text: str) -> bool:
    """A capital in the middle of a sentence marks a name, such as that of a street. Text in capitals has no names."""
    capital = match[0][0].isupper() and not match[0].isupper()
    return capital and not SENTENCE_START.search(text[max(0, match.start() - 20) : match.start()])
