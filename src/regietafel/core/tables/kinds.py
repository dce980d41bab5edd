"""What sorts of bodies, seats and relations there are, with the words for them."""

from __future__ import annotations

from enum import Enum

from regietafel.core.base.answer import Text


class Tier(Enum):
    """How far a body reaches."""

    NATIONAL = "national"
    PROVINCIAL = "provincial"
    REGIONAL = "regional"


class Level(Enum):
    """Who sits there: office holders, officials, or a body that governs by law."""

    POLITICAL = "political"
    OFFICIALS = "officials"
    EXECUTIVE = "executive"


class BodyKind(Enum):
    """What a body is: a table agrees, a supervisor decides in law, a crisis body exists for the crisis only."""

    TABLE = "table"
    COUNCIL = "council"
    COMMITTEE = "committee"
    CRISIS = "crisis"
    SUPERVISOR = "supervisor"


class RelationKind(Enum):
    """How one body stands to another."""

    PREPARES_FOR = "prepares_for"
    REPORTS_TO = "reports_to"
    SUCCEEDS = "succeeds"
    CONSULTS = "consults"


class SeatKind(Enum):
    """A seat of one's own, or by invitation."""

    PERMANENT = "permanent"
    INVITED = "invited"


class SeatRole(Enum):
    """What someone does at the table."""

    CHAIR = "chair"
    MEMBER = "member"
    SUBSTITUTE = "substitute"
    SECRETARY = "secretary"


TIER_TITLES = {
    Tier.NATIONAL: Text(nl="landelijk", en="national"),
    Tier.PROVINCIAL: Text(nl="provinciaal", en="provincial"),
    Tier.REGIONAL: Text(nl="regionaal", en="regional"),
}
LEVEL_TITLES = {
    Level.POLITICAL: Text(nl="bestuurlijk", en="political"),
    Level.OFFICIALS: Text(nl="hoogambtelijk", en="senior officials"),
    Level.EXECUTIVE: Text(nl="bevoegd gezag", en="legal authority"),
}
BODY_TITLES = {
    BodyKind.TABLE: Text(nl="regietafel", en="coordination table"),
    BodyKind.COUNCIL: Text(nl="raad van voorzitters", en="council of chairs"),
    BodyKind.COMMITTEE: Text(nl="ministeriële commissie", en="ministerial committee"),
    BodyKind.CRISIS: Text(nl="crisisorgaan", en="crisis body"),
    BodyKind.SUPERVISOR: Text(nl="toezichthouder", en="supervisor"),
}
RELATION_TITLES = {
    RelationKind.PREPARES_FOR: Text(nl="bereidt voor", en="prepares for"),
    RelationKind.REPORTS_TO: Text(nl="meldt aan", en="reports to"),
    RelationKind.SUCCEEDS: Text(nl="volgt op", en="succeeds"),
    RelationKind.CONSULTS: Text(nl="overlegt met", en="consults"),
}
SEAT_KIND_TITLES = {
    SeatKind.PERMANENT: Text(nl="vast", en="permanent"),
    SeatKind.INVITED: Text(nl="uitgenodigd", en="invited"),
}
SEAT_ROLE_TITLES = {
    SeatRole.CHAIR: Text(nl="voorzitter", en="chair"),
    SeatRole.MEMBER: Text(nl="lid", en="member"),
    SeatRole.SUBSTITUTE: Text(nl="plaatsvervanger", en="substitute"),
    SeatRole.SECRETARY: Text(nl="secretaris", en="secretary"),
}
