"""The memory as people see it: read models and the functions that fill them. Start here."""

from store.views.flag_detail import flag
from store.views.flag_views import FlagFilter, flags, open_flags, tonight, unmailed, unmailed_count
from store.views.mail_views import MailedFlag, already_told
from store.views.neighbour_views import Neighbour, neighbours
from store.views.night_records import RunDetail, RunSummary, SourceNightLine, SourceRow
from store.views.night_views import run, runs, source, source_nights, sources
from store.views.operator_records import (
    ContactLine,
    MentionLine,
    NameLine,
    OperatorDetail,
    OperatorFlags,
    OperatorSummary,
    PriceLine,
    PricePeriod,
    RouteLine,
    RungLine,
    StatusLine,
)
from store.views.operator_views import operator, operators, operators_by_id
from store.views.overview_records import CorridorPrices, Coverage, Leg, Week
from store.views.overview_views import coverage, flags_by_week, legs, prices_by_corridor
from store.views.records import CandidateLine, DecisionLine, EventLine, FlagDetail, FlagSummary, RevisionLine, StoryCopy
from store.views.text_views import FlaggedText, texts

__all__ = [
    "CandidateLine",
    "ContactLine",
    "CorridorPrices",
    "Coverage",
    "DecisionLine",
    "EventLine",
    "FlagDetail",
    "FlagFilter",
    "FlagSummary",
    "FlaggedText",
    "Leg",
    "MailedFlag",
    "MentionLine",
    "NameLine",
    "Neighbour",
    "OperatorDetail",
    "OperatorFlags",
    "OperatorSummary",
    "PriceLine",
    "PricePeriod",
    "RevisionLine",
    "RouteLine",
    "RunDetail",
    "RunSummary",
    "RungLine",
    "SourceNightLine",
    "SourceRow",
    "StatusLine",
    "StoryCopy",
    "Week",
    "already_told",
    "coverage",
    "flag",
    "flags",
    "flags_by_week",
    "legs",
    "neighbours",
    "open_flags",
    "operator",
    "operators",
    "operators_by_id",
    "prices_by_corridor",
    "run",
    "runs",
    "source",
    "source_nights",
    "sources",
    "texts",
    "tonight",
    "unmailed",
    "unmailed_count",
]
