"""What browsers put into a page before anybody reads it, done without running a script: a part that React streams after
the page is moved to its place, and a declared shadow root is shown.

Nothing else that a script may do is guessed here; extraction.hidden.page says what is hidden.
"""

from __future__ import annotations

import re

from lxml.etree import XPath
from lxml.html import HtmlElement

_CALL = re.compile(r"""\$R[CRS]\(\s*["']([BPS]:[\w-]{1,40})["']\s*,\s*["']([BPS]:[\w-]{1,40})["']""")
"""React's own calls, as it streams them: a template, and the hidden part to which it gives way, in either order."""
_CALLING = XPath("//script[contains(., '$R')]")
_ROOTS = XPath("//template[@shadowrootmode = 'open']")
_WITH_ID = XPath("//template[@id] | //*[@hidden and @id]")


def put_in_place(tree: HtmlElement) -> None:
    """Show what a browser shows without being asked."""
    for root in _ROOTS(tree):
        root.tag = "div"
    calls = [call for script in _CALLING(tree) for call in _CALL.findall(script.text or "")]
    if not calls:
        return
    named = {element.get("id"): element for element in _WITH_ID(tree)}
    for one, other in calls:
        place, part = sorted((one, other))  # S comes last
        template, streamed = named.get(place), named.get(part)
        if template is not None and streamed is not None and template.tag == "template":
            _move(streamed, template)


def _move(part: HtmlElement, place: HtmlElement) -> None:
    around = place.getparent()
    if around is None or part.getparent() is None or any(above is part for above in place.iterancestors()):
        return
    part.drop_tree()  # what follows it stays
    part.tail = None
    part.attrib.pop("hidden", None)
    around.insert(around.index(place), part)
