"""The tables, in the order of the flow: intake, texts, watchlist, flags."""

from store.tables.base import Base
from store.tables.flags import DecisionRow, FlagEventRow, FlagOperatorRow, FlagRow, MailFlagRow, MailRow
from store.tables.intake import CaptureRow, RunRow, RunSourceRow, SourceRow
from store.tables.texts import AnalysisRow, BandRow, DocumentRow, RevisionRow, StoryRow
from store.tables.watchlist import (
    ContactSightingRow,
    LinkRow,
    OperatorContactRow,
    OperatorKeyRow,
    OperatorMentionRow,
    OperatorNameRow,
    OperatorPriceRow,
    OperatorRouteRow,
    OperatorRow,
    OperatorStatusRow,
)

__all__ = [
    "AnalysisRow",
    "BandRow",
    "Base",
    "CaptureRow",
    "ContactSightingRow",
    "DecisionRow",
    "DocumentRow",
    "FlagEventRow",
    "FlagOperatorRow",
    "FlagRow",
    "LinkRow",
    "MailFlagRow",
    "MailRow",
    "OperatorContactRow",
    "OperatorKeyRow",
    "OperatorMentionRow",
    "OperatorNameRow",
    "OperatorPriceRow",
    "OperatorRouteRow",
    "OperatorRow",
    "OperatorStatusRow",
    "RevisionRow",
    "RunRow",
    "RunSourceRow",
    "SourceRow",
    "StoryRow",
]
