"""Closed vocabularies of the house, each with its source.

Labels and roles follow the UN Smuggling of Migrants Protocol (2000, art. 3a) and the Trafficking in Persons Protocol
(2000, art. 3a), both supplementing the UN Convention against Transnational Organized Crime (Palermo).
"""

from __future__ import annotations

from enum import StrEnum


class DocumentLabel(StrEnum):
    """What a document is about; zero or more a document. Source: Smuggling Protocol art. 3a and 6, Trafficking
    Protocol art. 3a, ILO operational indicators of trafficking in human beings (2009)."""

    SMUGGLING_OFFER = "smuggling_offer"
    FACILITATOR_RECRUITMENT = "facilitator_recruitment"
    DOCUMENT_FRAUD_OFFER = "document_fraud_offer"
    TRAFFICKING_LURE = "trafficking_lure"
    SMUGGLING_REPORT = "smuggling_report"


class Role(StrEnum):
    """The part that a named organisation or person plays in one document. Only `operator` is ever a lead."""

    OPERATOR = "operator"
    AUTHORITY = "authority"
    MEDIA = "media"
    VICTIM = "victim"
    OTHER = "other"


class ContactType(StrEnum):
    """How somebody can be reached or paid. Values are E.164 for phone and whatsapp, lower case for the rest; of an
    account as core.accounts spells it."""

    PHONE = "phone"
    WHATSAPP = "whatsapp"
    TELEGRAM = "telegram"
    EMAIL = "email"
    URL = "url"
    INSTAGRAM = "instagram"
    FACEBOOK = "facebook"
    TIKTOK = "tiktok"
    ACCOUNT = "account"


class ContactOwner(StrEnum):
    """Whose contact point it is, by the document's own words."""

    OPERATOR = "operator"
    HOTLINE = "hotline"
    NEWSROOM = "newsroom"
    OTHER = "other"


class PriceKind(StrEnum):
    """What a sum is of a price: all of it, or a part."""

    FULL = "full"
    DEPOSIT = "deposit"
    INSTALMENT = "instalment"
    BALANCE = "balance"


class SourceKind(StrEnum):
    """What a source publishes."""

    NEWS = "news"
    OFFICIAL = "official"
    CLASSIFIEDS = "classifieds"


class DocumentKind(StrEnum):
    """How a document is read: a report about somebody, or an advert by somebody."""

    NEWS = "news"
    AD = "ad"


class Language(StrEnum):
    """ISO 639-1 codes of the languages that the reader knows; everything else is `other`."""

    SPANISH = "es"
    ENGLISH = "en"
    PORTUGUESE = "pt"
    OTHER = "other"


class LegalStatus(StrEnum):
    """The ladder of what is publicly known of an operator, weakest first; `cleared` stands beside it. A status is
    always said by a source on a date, never concluded by this program."""

    ADVERTISED = "advertised"
    REPORTED = "reported"
    UNDER_INVESTIGATION = "under_investigation"
    CHARGED = "charged"
    CONVICTED = "convicted"
    CLEARED = "cleared"


class TravelMode(StrEnum):
    """By what a journey is made. Source: the means of transport that IOM's flow monitoring asks travellers for, put
    together to those that advertisements and reports tell apart."""

    BUS = "bus"
    CAR = "car"
    TRUCK = "truck"
    FOOT = "foot"
    BOAT = "boat"
    SHIP = "ship"
    PLANE = "plane"
    TRAIN = "train"
    MOTORCYCLE = "motorcycle"


class PathKind(StrEnum):
    """How a border is passed, by the document's own words. Source: Smuggling Protocol art. 3b (crossing without the
    requirements for legal entry) and art. 11 (border controls)."""

    OFFICIAL = "official"
    IRREGULAR = "irregular"


class NameKind(StrEnum):
    """Kinds of names, after FollowTheMoney's name, alias, weakAlias and previousName."""

    NAME = "name"
    ALIAS = "alias"
    WEAK_ALIAS = "weak_alias"
    PREVIOUS_NAME = "previous_name"
    HANDLE = "handle"


class FlagKind(StrEnum):
    """What a flag asks a person to look at."""

    LEAD = "lead"
    CLEARANCE = "clearance"


class FlagState(StrEnum):
    """Where a flag stands; a person moves it."""

    NEW = "new"
    IN_REVIEW = "in_review"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    NEEDS_MORE = "needs_more"


FLAG_MOVES: dict[FlagState, frozenset[FlagState]] = {
    FlagState.NEW: frozenset({FlagState.IN_REVIEW, FlagState.CONFIRMED, FlagState.DISMISSED, FlagState.NEEDS_MORE}),
    FlagState.IN_REVIEW: frozenset({FlagState.CONFIRMED, FlagState.DISMISSED, FlagState.NEEDS_MORE}),
    FlagState.NEEDS_MORE: frozenset({FlagState.IN_REVIEW, FlagState.CONFIRMED, FlagState.DISMISSED}),
    FlagState.CONFIRMED: frozenset({FlagState.IN_REVIEW}),
    FlagState.DISMISSED: frozenset({FlagState.IN_REVIEW}),
}
"""The allowed moves of a flag, in one table."""
STAYS = frozenset({FlagState.CONFIRMED, FlagState.DISMISSED, FlagState.NEEDS_MORE})
"""States in which a person may leave a flag once they have seen what came since it was decided: a move onto itself."""


def moves_from(state: FlagState, *, has_grown: bool) -> tuple[FlagState, ...]:
    """Where a flag may go from a state; `has_grown`: whether evidence came since a person decided."""
    allowed = FLAG_MOVES[state] | ({state} & STAYS if has_grown else frozenset())
    return tuple(each for each in FlagState if each in allowed)


class Verdict(StrEnum):
    """What a person says of two operators, after nomenklatura's positive, negative and unsure."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class CrawlOutcome(StrEnum):
    """What became of one address during a crawl."""

    FETCHED = "fetched"
    NOT_MODIFIED = "not_modified"
    SKIPPED = "skipped"
    FAILED = "failed"


class NightState(StrEnum):
    """How far a night is, or the part of one source in it. Of a night that was cut off it stays as it was."""

    RUNNING = "running"  # a night
    PENDING = "pending"  # a source's part, until its crawl is harvested
    DONE = "done"
    FAILED = "failed"


class Corrected(StrEnum):
    """What people corrected of a lead since a mail told of it."""

    NOBODY = "nobody"  # it accuses nobody of those whom it named
    FEWER = "fewer"  # not all of them
    LESS = "less"  # it says less of somebody
    AGAIN = "again"  # something stands as it was read, or as more than it did


class CaptureState(StrEnum):
    """What became of a capture."""

    PENDING = "pending"
    DONE = "done"
    SKIPPED = "skipped"
    FAILED = "failed"
    WALL = "wall"  # it stood in place of a page: no document, and not known, so that its address is asked for again
    STOPPED = "stopped"  # by triage; the reason is its version


class DateSource(StrEnum):
    """How a publication date was found, best first."""

    PAGE_OBJECT = "page_object"
    STRUCTURED_DATA = "structured_data"
    META = "meta"
    TIME_ELEMENT = "time_element"
    FEED = "feed"
    URL = "url"
    TEXT = "text"
    NONE = "none"
