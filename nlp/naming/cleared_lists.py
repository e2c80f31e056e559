"""Several people acquitted in one breath: 'foram absolvidos o senhorio X, o filho, Y, e a sociedade dele, Z'."""

from __future__ import annotations

import re
from re import Match

_VERDICT = re.compile(
    r"\b(?:absolvid[oa]s|absolveu|absolveram|absuelt[oa]s|absolvio|absolvieron|absuelven?|ilibad[oa]s|ilibou|ilibaram|"
    r"sobreseid[oa]s|exculpad[oa]s|inocentad[oa]s|acquitted|not guilty:|(?:was|were|are) (?:cleared|exonerated))"
)
_DENIED = re.compile(r"\b(?:no|nao|not|never|nunca|jamas|nem|sin|sem|without)(?: \w+){0,2} $")
_OTHER_MATTER = re.compile(
    r"[.;]|\b(?:conden\w*|convict\w*|sentenc\w*|jail\w*|pris\w+|anos|years|meses|months|guilty|culpa\w*|culpad\w+|foi|foram|"
    r"fue|fueron|was|were|is|are|que|who|whom|which|cuj\w+|cuy\w+|whose|mas|pero|sino|but|while|enquanto|mientras|contra|against|"
    r"segun|segundo|diz|disse|dijo|said|apos|tras|after|antes|before|quando|cuando|when|where|onde|donde|ha|havia|had|has|"
    r"tenia|tinha|tem|rede|red|bando?|banda|quadrilha|gang|ring|network|recorr\w+|apel\w+|appeal\w*|"
    r"(?:de|of|por|for) (?:\w+[aei]r|\w+ing))\b"
)
_STILL_TRIED = re.compile(
    r"^[\"'»”]?,? (?:(?:foi|fue|was|lo|la|o|a) )?(?:conden|convict|jailed|sentenc|nao\b|no\b|not\b)"
)
_CONVICTED_OF_MORE = re.compile(
    r"^[^.;]{0,90}\b(?:but|mas|pero|sino)\b[^.;]{0,60}\b(?:conden|convict|guilty|culpa|culpad)"
)
_GOES_ON = re.compile(r"^[\"'»”]?(?:\s*[,.;:)(]|\s+(?:e|y|and|&|por|for|of|de|do|da|del)\b|\s*$)")
"""Behind a name that is listed: no verb, of which it would be the subject."""
_SOMEBODY_OF = re.compile(r"\b(?:de|da|do|das|dos|del|of)(?: (?:la|el|los|las|the|propri[oa]))? [\"'«“‘]?$")
_PAIRED = re.compile(r" (?:e|y|and|&)(?: (?:a|al|o|el|la|the|su|seu|sua|his|her)){0,2}(?: [\w-]+)? [\"'«“‘]?$")
"""'o casal Ana Sol e X': the second of two, without a comma."""
_LONGEST = 240


def is_in_cleared_list(before: str, after: str) -> bool:
    """Whether a name ends or goes on a list that a verdict of not guilty begins.

    `before`, `after`: the folded words of its sentence on either side. Nothing between verdict and name may speak of
    another matter: a sentence, a gang, what somebody said.
    """
    verdict = max(_VERDICT.finditer(before), key=Match.start, default=None)
    if verdict is None or _DENIED.search(before, 0, verdict.start()):
        return False
    if _SOMEBODY_OF.search(before):
        return False
    if _STILL_TRIED.match(after) or _CONVICTED_OF_MORE.match(after) or not _GOES_ON.match(after):
        return False
    listed = before[verdict.end() :]
    is_listed = "," in listed or _PAIRED.search(listed) is not None
    return len(listed) <= _LONGEST and is_listed and not _OTHER_MATTER.search(listed)
