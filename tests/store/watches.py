"""An invented watch over unrelated operators, and what readers and people do there: each step is of one group of them,
and chooses by its own seed among what that group has, so that it can be taken in another database as well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from random import Random

from sqlalchemy import text

from core.errors import AlmenaraError
from core.records import ContactPoint, Mention
from core.terms import ContactOwner, ContactType, DocumentKind, FlagState, LegalStatus, Role, Verdict
from store import flags, hide_name, purge, views
from store.flagging import clearings, corrections, removals
from store.identity import judge, merging
from store.identity.judge import Signature
from store.outgoing import outbox
from store.purge import Retention
from store.seeds import loading
from store.seeds.seed import Seed
from store.seeds.standing import note_clearings
from store.session import Database, Session
from store.views.clearing_views import clearings as clearings_of
from tests.store.make import NOON, OFFER, REPORT, analysis, capture, mention, phone, read, save

ANA = "ana@desk.example"
SOURCES = tuple(f"src_{number}" for number in range(6))
PEOPLE = ("ana", "ben")
ROOMS = 3  # the text of a group that accuses nobody, and shows the first firm's number
STATES = (FlagState.CONFIRMED, FlagState.DISMISSED, FlagState.NEEDS_MORE, FlagState.IN_REVIEW)
TRACKED = {
    "captures": "capture_key",
    "contact_removals": "removal_id",
    "documents": "document_id",
    "flags": "flag_id",
    "judgements": "judgement_id",
    "operator_statuses": "status_id",
    "operators": "operator_id",
    "revisions": "revision_id",
    "stories": "story_id",
}
"""Tables of which no row ever goes, with their keys."""


@dataclass(frozen=True)
class Group:
    """Two firms that stand in texts together, and whoever else does: like nobody of another group."""

    number: int
    firms: tuple[str, str]
    alias: str
    victim: str
    words: str  # of its texts

    @property
    def numbers(self) -> tuple[str, str, str]:
        """Those of the firms, and the victim's."""
        one, two, hers = (f"+5690000{self.number}{n}{n}{n}" for n in range(3))
        return one, two, hers

    def text(self, number: int) -> str:
        """One of its four texts."""
        (a, b), (one, two, hers) = self.firms, self.numbers
        who = (f"{a}, o {self.alias}, tel {one}", f"{a} y {b}, tel {one} y {two}", f"{b}, tel {two}", f"Tel {one}")
        own = " ".join(f"{word}{number}{n}" for n in range(12) for word in self.words.split())
        return f"{who[number]}. Habló {self.victim}, tel {hers}, de {self.words}. {own}. " * 3


GROUPS = (
    Group(0, ("Quirquincho Dorado", "Zafiro Kantuta"), "Lejana Cordillera", "Rosa Amaru Tika", "puente desvío camión"),
    Group(1, ("Brisa Totora", "Jilguero Pardo"), "Nevada Umbría", "Berta Illa Cusi", "playa lancha madrugada"),
    Group(2, ("Lontra Esmeralda", "Ciprés Vizcacha"), "Ámbar Huella", "Noelia Ticona Roca", "hostal terminal bus"),
)


@dataclass
class World:
    """A database, and which of its rows came with steps of which group, in their order."""

    database: Database
    rows: dict[tuple[int, str], list[int]] = field(default_factory=dict)

    def of(self, group: Group, table: str) -> list[int]:
        return self.rows.setdefault((group.number, table), [])

    def notice(self, session: Session, group: Group) -> None:
        """Whatever is new is of this group."""
        for table, key in TRACKED.items():
            known = max((row for (_number, of), rows in self.rows.items() if of == table for row in rows), default=0)
            new = session.scalars(text(f"SELECT {key} FROM {table} WHERE {key} > {known} ORDER BY {key}"))
            self.of(group, table).extend(new)


@dataclass(frozen=True)
class Step:
    """Something that is done about a group; to every database alike where `is_of_all`."""

    what: _Deed
    group: Group
    seed: int
    now: datetime

    @property
    def is_of_all(self) -> bool:
        return self.what in OF_ALL

    def take(self, world: World) -> str:
        """Returns the error by which it was refused, "" where it was done."""
        refused = ""
        try:
            with world.database.transaction() as session:
                self.what(At(session, world, self.group, Random(self.seed), self.now))
        except AlmenaraError as error:
            refused = type(error).__name__
        with world.database.reading() as session:
            world.notice(session, self.group)
        return refused


def walk(seed: int, length: int) -> list[Step]:
    """Steps that are the same every time."""
    chance = Random(seed)
    deeds = [*ALONE, *OF_ALL]
    weights = [*ALONE.values(), *OF_ALL.values()]
    moments = (NOON + timedelta(days=2 * at, hours=1) for at in range(length))
    return [
        Step(*chance.choices(deeds, weights), chance.choice(GROUPS), chance.randrange(10**6), now) for now in moments
    ]


@dataclass(frozen=True)
class At:
    """Where, about whom and when a step is taken."""

    session: Session
    world: World
    group: Group
    chance: Random
    now: datetime

    def any(self, table: str) -> int | None:
        """One of the group's rows."""
        mine = self.world.of(self.group, table)
        return self.chance.choice(mine) if mine else None

    @property
    def signed(self) -> dict[str, object]:
        return {"who": self.chance.choice(PEOPLE), "why": "read it", "now": self.now}


_Deed = Callable[[At], None]


def _reading(at: At, number: int, whole: str) -> tuple[list[Mention], list[ContactPoint]]:
    """What some reader reads of a text: all, or less."""
    (a, b), (one, two, hers) = at.group.firms, at.group.numbers
    status = at.chance.choice([None, LegalStatus.REPORTED, LegalStatus.CHARGED, LegalStatus.CONVICTED])

    def named(name: str, *aliases: str, **more: object) -> Mention:
        return mention(name, *aliases, at=max(whole.find(name), 0), sentence=whole[:160], **more)

    def point(value: str, owner: ContactOwner) -> ContactPoint:
        return phone(value, at=max(whole.find(value), 0), owner=owner)

    theirs = ContactOwner.OTHER if number == ROOMS else ContactOwner.OPERATOR
    said: list[tuple[list[Mention], list[str]]] = [
        ([named(a, at.group.alias, status=status)], [one]),
        ([named(a, status=status), named(b, status=LegalStatus.CHARGED)], [one, two]),
        ([named(b, status=status, is_person=True)], [two]),
        ([], [one]),
    ]
    people, points = said[number]
    if number != ROOMS and at.chance.random() < 0.5:
        people = [replace(each, aliases=()) for each in at.chance.sample(people, at.chance.randint(0, len(people)))]
        points = at.chance.sample(points, at.chance.randint(0, len(points)))
    took_hers = number != ROOMS and at.chance.random() < 0.2
    victim = named(at.group.victim, role=Role.VICTIM, is_person=True)
    found = [*(point(each, theirs) for each in points), point(hers, theirs if took_hers else ContactOwner.OTHER)]
    return [*people, victim], found


def _read(at: At, revision_id: int, number: int, whole: str) -> None:
    people, points = _reading(at, number, whole)
    accuses = any(each.role is Role.OPERATOR for each in people) or (number != ROOMS and at.chance.random() < 0.3)
    labels = (at.chance.choice([REPORT, OFFER]),) if accuses else ()
    route, reader = at.chance.choice([("CO", "EC", "PE"), ("VE", "CO"), ()]), f"rules {at.chance.randint(1, 4)}"
    read(at.session, analysis(revision_id, people, points, labels=labels, route=route, reader=reader), now=at.now)


def _kept(at: At, number: int, whole: str, path: str) -> int:
    """The version."""
    key = 1 + len(at.world.of(at.group, "captures")) + 1000 * at.group.number
    kind = DocumentKind.AD if number == ROOMS else DocumentKind.NEWS
    shot = capture(key, source_id=at.chance.choice(SOURCES), path=f"{at.group.number}/{path}", at=at.now)
    return save(at.session, shot, whole, kind=kind, title=f"{at.group.firms[0]} {at.group.words}").revision_id


def read_a_text(at: At) -> None:
    """A text or a copy of it, seen for the first time or again; a newer reader may read it, and it may have grown."""
    number = at.chance.randrange(4)
    whole = at.group.text(number) + at.chance.choice(["", "", "Actualizado ayer.", "Actualizado hoy."])
    _read(at, _kept(at, number, whole, f"text{number}"), number, whole)


def read_anew(at: At) -> None:
    if (revision_id := at.any("revisions")) is not None:
        asked = f"SELECT title, text FROM revisions WHERE revision_id = {revision_id}"
        _title, whole = at.session.execute(text(asked)).one()
        number = next((n for n in range(4) if at.group.text(n)[:60] in whole), None)
        if number is not None:
            _read(at, revision_id, number, whole)


def clear(at: At) -> None:
    name, number = at.chance.choice(at.group.firms), at.chance.randrange(3)
    whole = f"La fiscalía dictó sobreseimiento definitivo de {name} {at.group.words} {number}. " * 10
    people = [mention(name, cleared=True, role=Role.VICTIM, sentence=whole[:90])] if at.chance.random() < 0.8 else []
    reader = f"rules {at.chance.randint(1, 3)}"
    revision_id = _kept(at, 0, whole, f"clears{number}")
    read(at.session, analysis(revision_id, people, labels=(), route=(), reader=reader), now=at.now)


def list_somebody(at: At) -> None:
    which, status = at.chance.randrange(2), at.chance.choice([LegalStatus.REPORTED, LegalStatus.CONVICTED])
    name, points = at.group.firms[which], ((ContactType.PHONE, at.group.numbers[which]),)
    seed = Seed(f"x-{name}", name, status=status, said_on=at.now.date() - timedelta(days=9), contacts=points)
    loading.load(at.session, [seed], at.now, by="list.csv")


def list_as_cleared(at: At) -> None:
    name, on = at.chance.choice(at.group.firms), at.now.date() - timedelta(days=at.chance.randrange(20))
    note_clearings(at.session, [Seed(f"x-{name}", name, said_on=on, note="another firm")], at.now, by="list.csv")


def decide(at: At) -> None:
    if (flag_id := at.any("flags")) is not None:
        more = {"expected_version": views.flag(at.session, flag_id).summary.version, **at.signed}
        to, eyes = at.chance.choice([*STATES, *STATES[:2]]), at.chance.random() < 0.2
        flags.decide(at.session, flag_id, to, four_eyes=eyes, **more)  # type: ignore[arg-type]


def decide_on_a_clearing(at: At) -> None:
    lines = clearings_of(at.session, at.world.of(at.group, "operators"))
    if lines:
        line = at.chance.choice(sorted(lines, key=lambda line: line.clearing_id))
        more = {"expected_version": line.version, **at.signed}
        clearings.decide(at.session, line.clearing_id, at.chance.choice(STATES), **more)  # type: ignore[arg-type]


def correct(at: At) -> None:
    if (statement_id := at.any("operator_statuses")) is not None:
        line = views.statement(at.session, statement_id).line
        to = at.chance.choice([None, None, *line.choices])
        more = {"expected_version": line.version, **at.signed}
        corrections.correct(at.session, statement_id, to, **more)  # type: ignore[arg-type]


def take_off(at: At) -> None:
    if (operator_id := at.any("operators")) is not None:
        number = at.chance.choice(at.group.numbers)
        removals.take_off(at.session, operator_id, ContactType.PHONE, number, **at.signed)  # type: ignore[arg-type]


def give_back(at: At) -> None:
    if (removal_id := at.any("contact_removals")) is not None:
        removals.give_back(at.session, removal_id, **at.signed)  # type: ignore[arg-type]


def judge_two(at: At) -> None:
    mine = at.world.of(at.group, "operators")
    if len(mine) > 1:
        one, other = at.chance.sample(mine, 2)
        verdict = at.chance.choice(list(Verdict))
        judge.judge(at.session, one, other, verdict, Signature("ana", "one phone", at.now), seen=None)


def merge(at: At) -> None:
    mine = at.world.of(at.group, "operators")
    if len(mine) > 1:
        merging.merge(at.session, at.chance.sample(mine, 2), Signature("ana", "one firm", at.now), seen=None)


def split(at: At) -> None:
    if (operator_id := at.any("operators")) is not None:
        judge.split(at.session, operator_id, Signature("ben", "two firms", at.now))


def hide(at: At) -> None:
    victim, hers = at.group.victim, at.group.numbers[2]
    revision_id = at.chance.choice([None, at.any("revisions")])
    wanted = hide_name.asked(at.session, at.chance.choice([[victim], [victim, hers]]), revision_id)
    request = hide_name.register(at.session, wanted, who="ana", case="2026-17", now=at.now)
    found = hide_name.find(at.session, wanted).hideable
    hide_name.hide(at.session, wanted, request, found, who="ana", case="2026-17", now=at.now)


def purge_old(at: At) -> None:
    kept = Retention(names_days=at.chance.choice([40, 90]), texts_days=at.chance.choice([30, 60]))
    for _ in range(2):
        purge.purge_some(at.session, kept, at.now, who="ana")


def mail(at: At) -> None:
    """One recipient is told of all that waits."""
    waits = [line for each in views.unmailed(at.session, ANA, first_since=NOON) for line in each.flags]
    message = EmailMessage()
    message.set_content("leads")
    covers = {line.flag_id: line.evidence_version for line in waits}
    outbox.queue(at.session, f"night-{at.now:%m%d}", ANA, "leads", message.as_bytes(), at.now, covers=covers)


ALONE: dict[_Deed, float] = {
    read_a_text: 9,
    read_anew: 5,
    clear: 2,
    list_somebody: 1,
    list_as_cleared: 1,
    decide: 6,
    decide_on_a_clearing: 1,
    correct: 3,
    take_off: 1.5,
    give_back: 1,
    judge_two: 1.5,
    merge: 1.5,
    split: 1.5,
    hide: 0.5,
}
"""How often each is done, about one group."""

OF_ALL: dict[_Deed, float] = {purge_old: 0.7, mail: 1.5}
