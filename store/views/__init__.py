"""The memory as people see it: read models and the functions that fill them. Start here."""

from store.views.flag_detail import flag
from store.views.flag_views import FlagFilter, flags, open_flags, tonight, unmailed
from store.views.night_records import RunDetail, RunSummary, SourceRow
from store.views.night_views import run, runs, source, sources
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
from store.views.operator_views import operator, operators
from store.views.records import CandidateLine, DecisionLine, EventLine, FlagDetail, FlagSummary, RevisionLine, StoryCopy
from store.views.text_views import FlaggedText, texts

__all__ = [
    "CandidateLine",
    "ContactLine",
    "DecisionLine",
    "EventLine",
    "FlagDetail",
    "FlagFilter",
    "FlagSummary",
    "FlaggedText",
    "MentionLine",
    "NameLine",
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
    "SourceRow",
    "StatusLine",
    "StoryCopy",
    "flag",
    "flags",
    "open_flags",
    "operator",
    "operators",
    "run",
    "runs",
    "source",
    "sources",
    "texts",
    "tonight",
    "unmailed",
]
