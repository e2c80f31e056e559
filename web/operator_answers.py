"""Operators as the API answers them, as a line and in full; `almenara operator` prints the same in JSON."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime

from store import views
from store.exchange.cautions import caution
from store.identity.judgements import Judgement
from web import found_schemas, judgement_schemas, standing_schemas
from web import operator_schemas as forms
from web.answers import Lines, flag_line
from web.clearing_schemas import Clearing
from web.removal_schemas import Removal


def operator_found(summary: views.OperatorSummary, changed: datetime) -> found_schemas.OperatorFound:
    """An operator as lists have it; `changed`: when it changed last (store.views.operators_changed)."""
    names = found_schemas.OperatorFound.model_fields.keys() - {"caution", "updated_at"}
    known = {name: getattr(summary, name) for name in names}
    return found_schemas.OperatorFound(**known, caution=caution(summary), updated_at=changed)


def operator_in_full(detail: views.OperatorDetail, lines: Lines, changed: datetime) -> forms.Operator:
    """An operator with all that is known of it; `lines`: of those whom its flags name."""
    summary = detail.summary
    of_summary = forms.Operator.model_fields.keys() & {each.name for each in fields(summary)} - {"contacts"}
    known = {name: getattr(summary, name) for name in of_summary}
    return forms.Operator(
        **known,
        caution=caution(summary),
        updated_at=changed,
        names=tuple(forms.Name.model_validate(name) for name in detail.names),
        contacts=tuple(forms.Contact.model_validate(contact) for contact in detail.contacts),
        statuses=tuple(standing_schemas.Standing.model_validate(standing) for standing in detail.statuses),
        routes=tuple(forms.Route.model_validate(route) for route in detail.routes),
        prices=tuple(forms.PriceAsked.model_validate(price) for price in detail.prices),
        flags=tuple(flag_line(line, lines) for line in detail.flags),
        unread=tuple(forms.Unread.model_validate(line) for line in detail.unread),
        removals=tuple(Removal.model_validate(line) for line in detail.removals),
        ladder=tuple(standing_schemas.Rung.model_validate(rung) for rung in detail.ladder),
        price_history=tuple(forms.PricePeriod.model_validate(month) for month in detail.price_history),
        mentions=tuple(forms.MentionFound.model_validate(mention) for mention in detail.mentions),
        cleared=tuple(standing_schemas.ClearedBy.model_validate(each) for each in detail.cleared),
        clearings=tuple(Clearing.model_validate(each) for each in detail.clearings),
        judgements=tuple(judgement(each) for each in detail.judgements),
        listed=tuple(forms.EntryOfList.model_validate(entry) for entry in detail.entries),
    )


def judgement(each: Judgement) -> judgement_schemas.Judgement:
    """What a person said of two operators, with the keys alone of what was known then."""
    others = judgement_schemas.Judgement.model_fields.keys() - {"evidence"}
    known = {name: getattr(each, name) for name in others}
    return judgement_schemas.Judgement(**known, evidence=tuple(key for key, _what in each.evidence))
