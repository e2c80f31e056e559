"""A second network, trained apart, that is asked of what the first would flag, or nearly: a text carries a label, and a
name is a lead, only where both say so, or where one is sure and the other does not say no.

The two err in different places, and to list a migrant or an officer is worse than to miss a smuggler. In 60 texts as
real news near the subject sounds, by a writer of whom neither learnt, the first alone names 52 people wrongly, 28 of
them victims. Next to nothing carries a label, so the second costs next to nothing. Numbers, sums and journeys, where
an error lists nobody, are read by the mean of both (`heads.TwoJudges`). What it refuses the analysis says, and the
rules that second the reader in news (`nlp/opening.py`) are not asked of it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path

from core.terms import DocumentKind, DocumentLabel, Role
from nlp.naming.clearance import may_clear
from nlp.naming.corrections import CORRECTS
from nlp.reading import Reading
from nlp.trained.calibration import read_calibration
from nlp.trained.encoder import encoder
from nlp.trained.glance import Glance
from nlp.trained.heads import Heads, Judge
from nlp.trained.journey import Journeys
from nlp.trained.lawful_help import is_lawful_help
from nlp.trained.notices import in_a_notice

FOLDER = "second"
"""Within the folder of the first; where there is none, the first decides alone."""
_AGREES = {DocumentKind.AD: 0.7, DocumentKind.NEWS: 0.5}
"""Probability from which the second agrees to a label. Of 73 lawful adverts near the subject (w151) 6 are flagged so,
with 0.5 for adverts 10, at four of 713 offers of the other writers who judge."""
_TOGETHER = {DocumentKind.NEWS: 0.55, DocumentKind.AD: 0.75}
"""Mean of both probabilities that gives a label which the first alone does not, where the second agrees. The first is
less sure than the second of reports of a kind that it has seldom met: of 1,299 news of who judges 27 of the 66 reports
missed are found so, and none that is harmless; of 1,668 adverts five offers more, and a harmless one; of 1,643 real
news and 2,503 real adverts none more (a script)."""
_BESIDES = 0.4
"""Mean of both probabilities from which an advert that carries a label carries another: it is flagged already, so that
less is enough. In 1,668 adverts of who judges 77 labels lack so and 23 are wrong, where it was 96 and 10; in 1,429 of
the development part 83 and 20, for 98 and 10 (a script)."""
_NO_WORD = {"first": 0.65, "second": 0.95}
"""Probabilities from which both together call news a report that has no word of the subject (`subject.without_ground`).
Those words keep out what the first takes for a report by its tone: of 1,643 real news it is as sure of 16 that have
none, and the second gives these 0.3 at the most. Of 1,519 news of who judges seven of the 65 reports missed are found
so, and none that is harmless (a script; chosen with these in sight)."""
_NAMES = 0.3
"""Share of a name's evidence from which the second agrees that it may be a lead."""
_MAY_BE_VICTIM = 0.25
"""Share of a victim's evidence from which the second does not agree, however sure the first is. In news of who judges,
of the test part and of the development part that spares eight of 93 people who were named wrongly, four of them
victims, and costs 21 of 4,448 operators (a script)."""

_BOTH = {"first": 0.6, "second": 0.7, "victim": 0.12, "authority": 0.02}
"""Shares of a name's evidence from which two that agree suffice where the first alone would need more (`names`), and
what a victim's and an authority's have to stay below. In 1,803 news of who judges or tests that adds 20 operators and
three wrong names, one of them a bystander's (a script)."""

_NO_OFFICER = {"operator": 0.8, "authority": 0.1}
"""Shares from which both take a name surely for an operator's, and up to which what speaks for an officer does not
count (0.02 does by itself, `names.MAY_BE_AUTHORITY`). In news of who judges or tests and of the development part that
adds 15 operators, most of them officers whom the text accuses, and no officer whom it does not (a script, before
`standing.is_accused_there` spared whom no sentence of his accuses)."""

Scores = Mapping[DocumentLabel, float]
Shares = dict[Role | None, float]


class SecondOpinion:
    """The loaded second network. Thread-safe."""

    def __init__(self, folder: Path, threads: int) -> None:
        self.encoder = encoder(folder, threads)
        self.heads = Heads(folder)
        self.calibration = read_calibration(folder)
        self.journeys = Journeys(folder)
        self.haste = Glance(self.calibration)

    def of(self, reading: Reading, *, skims: bool = False) -> tuple[Scores, Judge]:
        """Its scores of a text, and its heads before it. `skims`: whether a long text is left after a glance in which
        it sees nothing; what it may agree to is read in full."""
        kind = reading.document.kind
        if skims:
            (answer,) = self.encoder.skim([(kind, reading.text)], self.haste)
            scores = self.calibration.scores(kind, answer.labels)
            if max(scores.values()) < _AGREES[kind]:
                return scores, Judge(self.heads, answer)
        (answer,) = self.encoder.answer([(kind, reading.text)])
        answer, _notice = in_a_notice(self.encoder, self.calibration, reading, answer)
        return self.calibration.scores(kind, answer.labels), Judge(self.heads, answer)


@cache
def second_opinion(folder: Path, threads: int = 0) -> SecondOpinion | None:
    """That of a model's folder, loaded once a process; None where it has none."""
    return SecondOpinion(folder / FOLDER, threads) if (folder / FOLDER).is_dir() else None


def may_agree(reading: Reading, first: Scores, *, lacking: Collection[DocumentLabel]) -> bool:
    """Whether the second can bring a label to a text of which the first says so much; to news that clears somebody,
    corrects anything or tells of lawful help it brings none. `lacking`: labels for which the text has no word."""
    least = _TOGETHER[reading.document.kind]
    is_possible = any((score + 1) / 2 >= least for label, score in first.items() if label not in lacking)
    if reading.is_ad:
        return is_possible
    if not is_possible and not any(first[label] >= _NO_WORD["first"] for label in lacking):
        return False
    return not (CORRECTS.search(reading.folded) or is_lawful_help(reading.folded) or may_clear(reading, tried=True))


def agreed_labels(
    kind: DocumentKind,
    given: Collection[DocumentLabel],
    first: Scores,
    second: Scores,
    *,
    lacking: Collection[DocumentLabel],
) -> tuple[tuple[DocumentLabel, ...], dict[DocumentLabel, float], dict[DocumentLabel, float]]:
    """The labels that the first gives, or both together, where the second agrees, and those that an advert which
    carries one carries besides; the scores, as they stand after that; and what was refused, with the first's score.

    `lacking`: labels for which the text has no word.
    """
    mean = {label: round((first[label] + second[label]) / 2, 4) for label in first}
    seconded = [label for label in first if second[label] >= _AGREES[kind]]
    agreed = [label for label in seconded if label in given]
    rest = [label for label in first if label not in agreed and label not in lacking]
    together = [label for label in rest if label in seconded and mean[label] >= _TOGETHER[kind]]
    if kind is DocumentKind.NEWS:
        together += [label for label in lacking if _both_surely(first[label], second[label])]
    besides = [label for label in rest if mean[label] >= _BESIDES] if kind is DocumentKind.AD else []
    added = {*together, *besides} if agreed or together else set[DocumentLabel]()
    refused = {label: first[label] for label in given if label not in agreed and label not in added}
    scores = {**first, **{label: second[label] for label in refused}, **{label: mean[label] for label in added}}
    return tuple(label for label in first if label in agreed or label in added), scores, refused


def _both_surely(first: float, second: float) -> bool:
    return first >= _NO_WORD["first"] and second >= _NO_WORD["second"]


def agreed_shares(first: Shares, second: Shares) -> Shares:
    """What the roles of a name are worth: as the first says, unless the second does not take it for an operator's, or
    may take it for a victim's."""
    is_agreed = second[Role.OPERATOR] >= _NAMES and second[Role.VICTIM] < _MAY_BE_VICTIM
    return first if is_agreed or first[Role.OPERATOR] < _NAMES else second


def no_officer(first: Shares, second: Shares) -> bool:
    """Whether both are so sure of an operator that a little which speaks for an officer does not count."""
    doubt = max(first[Role.AUTHORITY], second[Role.AUTHORITY])
    both = min(first[Role.OPERATOR], second[Role.OPERATOR])
    return both >= _NO_OFFICER["operator"] and doubt < _NO_OFFICER["authority"]


def both_sure(first: Shares, second: Shares) -> bool:
    """Whether both take a name for an operator's, and neither of them for a victim's or an authority's."""
    for role, most in ((Role.VICTIM, _BOTH["victim"]), (Role.AUTHORITY, _BOTH["authority"])):
        if max(first[role], second[role]) >= most:
            return False
    return first[Role.OPERATOR] >= _BOTH["first"] and second[Role.OPERATOR] >= _BOTH["second"]
