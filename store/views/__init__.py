"""The memory as people see it: read models and the functions that fill them. Start here."""

from store.views.cleared import ClearedLine
from store.views.clearing_views import (
    clearing,
    clearings_by_id,
    waiting_clearing_count,
    waiting_clearings,
)
from store.views.contact_records import ContactDetail, ContactLine, RemovalLine, uses_of
from store.views.contact_views import contact, contact_of, contact_typed, removal
from store.views.exhibit_views import Exhibit, exhibit_count, exhibits
from store.views.flag_detail import decisions, flag, last_decisions
from store.views.flag_news import added_after, added_since
from store.views.flag_versions import COPIES, VersionText, version, version_of
from store.views.flag_views import (
    FlagFilter,
    check_filter,
    flags,
    lately,
    open_flags,
    proposers,
    tonight,
    unmailed,
    unmailed_count,
    waiting,
)
from store.views.history_records import (
    CorrectedReading,
    CorrectionLine,
    RouteLine,
    RungLine,
    StatementDetail,
    StatusLine,
)
from store.views.mail_corrections import corrected_leads
from store.views.mail_views import already_told, last_digest, taken_back, told_back, told_before
from store.views.moved_views import Moved, moved
from store.views.named_views import NamedLine, named_lines
from store.views.neighbour_views import neighbours
from store.views.night_pairs import night_pairs
from store.views.night_records import RunDetail, RunSummary, SourceRow
from store.views.night_views import crowded, run, runs, source, source_countries, source_nights, sources
from store.views.operator_changes import operators_changed
from store.views.operator_records import OperatorDetail, OperatorFlags, OperatorSummary, PriceLine
from store.views.operator_views import lately_seen, names_of, operator, operator_line, operators, operators_by_id
from store.views.overview_records import RisingTerm
from store.views.overview_views import coverage, flags_by_week, legs, prices_by_corridor, rising_terms
from store.views.pair_views import PairDetail, entries_of, merged, pair_of, rivals
from store.views.quoted_words import all_word_faults, word_faults
from store.views.records import CandidateLine, ClearingLine, FlagDetail, FlagSummary, Returned, VersionLine
from store.views.statement_views import statement, statements_of_flag
from store.views.text_views import newest_texts, texts

__all__ = [
    "COPIES",
    "CandidateLine",
    "ClearedLine",
    "ClearingLine",
    "ContactDetail",
    "ContactLine",
    "CorrectedReading",
    "CorrectionLine",
    "Exhibit",
    "FlagDetail",
    "FlagFilter",
    "FlagSummary",
    "Moved",
    "NamedLine",
    "OperatorDetail",
    "OperatorFlags",
    "OperatorSummary",
    "PairDetail",
    "PriceLine",
    "RemovalLine",
    "Returned",
    "RisingTerm",
    "RouteLine",
    "RunDetail",
    "RunSummary",
    "RungLine",
    "SourceRow",
    "StatementDetail",
    "StatusLine",
    "VersionLine",
    "VersionText",
    "added_after",
    "added_since",
    "all_word_faults",
    "already_told",
    "check_filter",
    "clearing",
    "clearings_by_id",
    "contact",
    "contact_of",
    "contact_typed",
    "corrected_leads",
    "coverage",
    "crowded",
    "decisions",
    "entries_of",
    "exhibit_count",
    "exhibits",
    "flag",
    "flags",
    "flags_by_week",
    "last_decisions",
    "last_digest",
    "lately",
    "lately_seen",
    "legs",
    "merged",
    "moved",
    "named_lines",
    "names_of",
    "neighbours",
    "newest_texts",
    "night_pairs",
    "open_flags",
    "operator",
    "operator_line",
    "operators",
    "operators_by_id",
    "operators_changed",
    "pair_of",
    "prices_by_corridor",
    "proposers",
    "removal",
    "rising_terms",
    "rivals",
    "run",
    "runs",
    "source",
    "source_countries",
    "source_nights",
    "sources",
    "statement",
    "statements_of_flag",
    "taken_back",
    "texts",
    "told_back",
    "told_before",
    "tonight",
    "unmailed",
    "unmailed_count",
    "uses_of",
    "version",
    "version_of",
    "waiting",
    "waiting_clearing_count",
    "waiting_clearings",
    "word_faults",
]
