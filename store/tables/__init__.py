"""The tables, in the order of the flow: intake, texts, watchlist, flags, what leaves the house; and who may look."""

from store.tables.accounts import AccountNameRow, AccountRow, AccountSessionRow, AccountTokenRow, SignInTryRow
from store.tables.audit import AuditRow
from store.tables.base import Base
from store.tables.flags import (
    ClearingDecisionRow,
    CorrectionRow,
    DecisionRow,
    FlagEventRow,
    FlagFactRow,
    FlagOperatorRow,
    FlagRow,
    MailFlagRow,
    MailRow,
)
from store.tables.identity import ContactRemovalRow, IdentityRow, JudgementRow, ListedLikenessRow, ToldPairRow
from store.tables.intake import CaptureRow, RunRow, RunSourceRow, SourceRow
from store.tables.network import AdvertGroupRow
from store.tables.outgoing import DeliveryRow, RecipientRow, SavedSearchHitRow, SavedSearchRow, WebhookRow
from store.tables.search import SearchWordRow
from store.tables.terms import RisingTermRow
from store.tables.texts import AnalysisRow, BandRow, DocumentRow, HiddenNameRow, RevisionRow, StoryRow
from store.tables.watchlist import (
    ContactSightingRow,
    LinkRow,
    NameWordRow,
    OperatorContactRow,
    OperatorKeyRow,
    OperatorMentionRow,
    OperatorNameRow,
    OperatorPriceRow,
    OperatorRouteRow,
    OperatorRow,
    OperatorStatusRow,
    WithdrawnDetailRow,
    WithdrawnReadingRow,
)
from store.tables.work import BookmarkRow, SetAsideRow

__all__ = [
    "AccountNameRow",
    "AccountRow",
    "AccountSessionRow",
    "AccountTokenRow",
    "AdvertGroupRow",
    "AnalysisRow",
    "AuditRow",
    "BandRow",
    "Base",
    "BookmarkRow",
    "CaptureRow",
    "ClearingDecisionRow",
    "ContactRemovalRow",
    "ContactSightingRow",
    "CorrectionRow",
    "DecisionRow",
    "DeliveryRow",
    "DocumentRow",
    "FlagEventRow",
    "FlagFactRow",
    "FlagOperatorRow",
    "FlagRow",
    "HiddenNameRow",
    "IdentityRow",
    "JudgementRow",
    "LinkRow",
    "ListedLikenessRow",
    "MailFlagRow",
    "MailRow",
    "NameWordRow",
    "OperatorContactRow",
    "OperatorKeyRow",
    "OperatorMentionRow",
    "OperatorNameRow",
    "OperatorPriceRow",
    "OperatorRouteRow",
    "OperatorRow",
    "OperatorStatusRow",
    "RecipientRow",
    "RevisionRow",
    "RisingTermRow",
    "RunRow",
    "RunSourceRow",
    "SavedSearchHitRow",
    "SavedSearchRow",
    "SearchWordRow",
    "SetAsideRow",
    "SignInTryRow",
    "SourceRow",
    "StoryRow",
    "ToldPairRow",
    "WebhookRow",
    "WithdrawnDetailRow",
    "WithdrawnReadingRow",
]
