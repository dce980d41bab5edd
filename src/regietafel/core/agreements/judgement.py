"""What people find of an agreement, beside what the figures say: about the effort and about the result."""

from __future__ import annotations

from enum import StrEnum

from regietafel.core.agreements.refusals import Told
from regietafel.core.base.answer import Text
from regietafel.core.base.unseen import unseen


class About(StrEnum):
    """What a judgement is about: an effort can be made while the result fails to appear."""

    EFFORT = "effort"
    RESULT = "result"

    @property
    def words(self) -> Text:
        """The words used on pages."""
        return {About.EFFORT: Text("inspanning", "effort"), About.RESULT: Text("resultaat", "result")}[self]


class Opinion(StrEnum):
    """What is found."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"

    @property
    def words(self) -> Text:
        """The words used on pages."""
        return {
            Opinion.YES: Text("voldoende", "sufficient"),
            Opinion.PARTLY: Text("gedeeltelijk", "in part"),
            Opinion.NO: Text("onvoldoende", "insufficient"),
        }[self]


def judgement_faults(*, author: str, reason: str) -> list[Told]:
    """A judgement has an author, by function, and a reason.

    >>> [told.where for told in judgement_faults(author="", reason="het aantal is niet gehaald")]
    ['author']
    """
    faults = []
    for where, text, longest in (("author", author, 200), ("reason", reason, 2000)):
        if not text.strip():
            faults.append(
                Told(
                    where,
                    Text("er staat niets", "there is nothing"),
                    Text(
                        "zeg wie dit vindt" if where == "author" else "geef de reden",
                        "say who finds this" if where == "author" else "give the reason",
                    ),
                )
            )
        elif len(text) > longest:
            faults.append(
                Told(
                    where,
                    Text(f"{len(text)} tekens is te lang", f"{len(text)} characters is too long"),
                    Text(f"gebruik er hoogstens {longest}", f"use {longest} at most"),
                )
            )
        if found := unseen(text):
            faults.append(Told(where, *found))
    return faults
