"""What an operator is known by, as sections of a dossier: standing, names, contact points, routes, prices."""

from __future__ import annotations

from core.languages import spoken
from core.reason_words import PRICE_PARTS, taken_back
from store import views
from web.dossier.paper import Paper
from web.dossier.picture import draw
from web.dossier.words import Words, newest
from web.dossier.words import translated as _
from web.maps.routes import journeys

PRICES = 60
"""Prices one by one that a dossier lists at most."""


def standing(paper: Paper, detail: views.OperatorDetail, words: Words) -> None:
    """The ladder, then who says so in which words."""
    paper.heading(_("What sources say of its standing"))
    if not detail.statuses:
        paper.says(_("nobody says so"), quiet=True)
        return
    day = spoken().short_day
    rows = [
        [words.say("legal", rung.status), *([day(rung.first_on), day(rung.last_on)] if rung.is_dated else ["", ""]),
         spoken().number(rung.independent_sources), spoken().number(rung.documents), spoken().number(rung.lists)]
        for rung in detail.ladder
    ]  # fmt: skip
    head = [_("Standing"), _("First said"), _("Last said"), _("Independent sources"), _("Documents"), _("Lists")]
    if rows:
        paper.tells(head, rows, [26, 18, 18, 18, 14, 10])
    refused = [line for line in detail.statuses if line.refusal is not None or line.is_withdrawn]
    if any(line.refusal is not None for line in refused):
        paper.says(
            _("What a person dismissed or corrected away makes no standing: it is marked below, among who says so."),
            quiet=True,
        )
    for line in detail.statuses:
        by = line.source_name or _("A list that was read in")
        on = day(line.on) if line.is_dated else _("without a day; read in on {day}").format(day=day(line.on))
        paper.says(f"{words.say('legal', line.status)}: {by}, {on}", bold=True, size=8.5)
        if (said := words.refused(line.refusal, line.withdrawal)) or (said := words.lowered(line)):
            paper.says(said, bold=True, indent=3, size=8.5)
            if line.corrections:  # what the watch wrote of a copy tells whose correction it follows
                paper.says(taken_back(line.corrections[-1].why), indent=3, size=8.5)
        elif line.is_unsure:
            paper.says(_("May mean it"), bold=True, indent=3, size=8.5)
        paper.says(line.sentence, indent=3, size=8.5)
        if line.url:
            paper.says(line.url, quiet=True, indent=3)
    newest(paper, len(detail.statuses), len(refused) + sum(rung.said for rung in detail.ladder))


def names(paper: Paper, detail: views.OperatorDetail, words: Words) -> None:
    """Every name and contact point, since when and until when."""
    day = words.day
    seen = [_("Published since"), _("Last seen"), _("Documents")]
    paper.heading(_("Names"))
    counted = _(
        "Beside a name, a contact point and a route stands how many documents name it so, dismissed ones too. "
        "Those that clear it are not counted there."
    )
    paper.says(counted, quiet=True, size=8.5)
    rows = [
        [name.name, words.say("name_kind", name.kind), day(name.first_seen), day(name.last_seen),
         spoken().number(name.documents)]
        for name in detail.names
    ]  # fmt: skip
    paper.tells([_("Name"), _("Kind"), *seen], rows, [40, 20, 18, 18, 14])
    paper.heading(_("Contact points"))
    if detail.removals:
        taken = ", ".join(f"{words.say('contact', each.type)} ({day(each.decided_at)})" for each in detail.removals)
        paper.says(" ".join([_("A person took off it what is not this operator’s:"), taken]), quiet=True, size=8.5)
    if not detail.contacts:
        paper.says(_("None known."), quiet=True)
        return
    rows = [
        [words.say("contact", each.type), each.value, day(each.first_seen), day(each.last_seen),
         " + ".join(spoken().number(line.documents) for line in each.lines), spoken().number(each.shared_with)]
        for each in detail.reached
    ]  # fmt: skip
    paper.tells([_("Kind"), _("Contact point"), *seen, _("Other operators")], rows, [18, 40, 18, 18, 14, 14])


def routes(paper: Paper, detail: views.OperatorDetail, words: Words) -> None:
    """The map, its stops, and the routes."""
    paper.heading(_("Routes"))
    if not detail.routes:
        paper.says(_("No route known."), quiet=True)
        return
    found = journeys(detail.routes)
    if found is not None:
        draw(paper, found)
        crossing = _("border crossing")
        stops = [
            f"{stop.number} {stop.name or spoken().country(stop.country)}"
            + (f" ({crossing})" if stop.is_crossing else "")
            for stop in found.stops
        ]
        paper.says("; ".join(stops), size=8.5)
        if found.unplaced:
            paper.says(" ".join([_("Not on the map:"), ", ".join(found.unplaced)]), quiet=True)
        paper.ln(1.5)
    day = words.day
    rows = [
        [" → ".join(line.countries) + ("" if line.counts else f" ({words.say('no_more', 'over')})"),
         ", ".join(line.waypoints), day(line.first_seen), day(line.last_seen),
         spoken().number(line.documents)]
        for line in detail.routes
    ]  # fmt: skip
    head = [_("Route"), _("Waypoints"), _("Published since"), _("Last seen"), _("Documents")]
    paper.tells(head, rows, [26, 40, 16, 16, 14])


def prices(paper: Paper, detail: views.OperatorDetail, words: Words) -> None:
    """Month by month, then one by one, those marked that count no more."""
    paper.heading(_("Prices"))
    if not detail.prices:
        paper.says(_("None known."), quiet=True)
        return
    number = spoken().number
    rows = [
        [spoken().month(each.month), each.currency, _("a person") if each.per_person else "", number(each.lowest),
         number(each.median), number(each.highest), number(each.stories)]
        for each in detail.price_history
    ]  # fmt: skip
    head = [_("Month"), _("Currency"), _("For"), _("Lowest"), _("Median"), _("Highest"), _("Stories")]
    paper.tells(head, rows, [14, 14, 16, 16, 16, 16, 14])
    for price in detail.prices[:PRICES]:
        said = [_("a person")] if price.per_person else []
        said += [f"({_(PRICE_PARTS[price.kind])})"] if price.kind in PRICE_PARTS else []
        asked = " ".join([number(price.amount), price.currency, *said])
        way = f", {' → '.join(price.route)}" if price.route else ""
        no_more = "" if price.counts else words.refused(price.refusal, price.withdrawal)
        mark = f" ({no_more})" if no_more else ""
        paper.says(f"{spoken().short_day(price.on)}: {asked}{way}, {price.source_name}{mark}", size=8.5)
    newest(paper, min(PRICES, len(detail.prices)), len(detail.prices))
