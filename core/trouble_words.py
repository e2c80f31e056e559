"""Why a page, a list or a whole source could not be had, in the language that is being spoken.

Journal and ledger keep such reasons in English (crawlers.download.reasons, pipeline.ledger). Here they are known by
their form, whole: a reason of another form stays as it is, and none is half said.
"""

from __future__ import annotations

import re

from core.languages import Language
from core.languages import marked_text as N_

_REASONS = (
    N_("nothing found in it"),
    N_("robots.txt forbids it"),
    N_("robots.txt answered %s"),
    N_("larger than the limit"),
    N_("larger than the limit once decompressed"),
    N_("larger than the limit after decoding"),
    N_("certificate not trusted"),
    N_("certificate or TLS not accepted"),
    N_("timed out"),
    N_("host not found"),
    N_("connection refused"),
    N_("no valid HTTP answer"),
    N_("connection lost in the middle"),
    N_("connection lost"),
    N_("no connection"),
    N_("broken compression"),
    N_("broken compression or connection"),
    N_("broken chunk framing"),
    N_("broken content encoding"),
    N_("content encoding cut short"),
    N_("unknown content encoding %s"),
    N_("encoded many times over"),
    N_("empty page"),
    N_("no page"),
    N_("not a text page"),
    N_("no text"),
    N_("content type %s"),
    N_("another kind of page"),
    N_("no further page"),
    N_("nothing new, not followed any further"),
    N_("every entry was new"),
    N_("it ends in its middle"),
    N_("too many pages of discovery"),
    N_("no feed, sitemap or listing could be read"),
    N_("one text under many addresses"),
    N_("the page: %s bytes are too many for a page."),
    N_("the page: this is no web page but binary data."),
    N_("the page: this is no text in any known encoding."),
    # addresses that are not asked for
    N_("no valid address"),
    N_("no web address"),
    N_("credentials in the address"),
    N_("private address"),
    N_("another host"),
    N_("port not of the web"),
    N_("address too long"),
    N_("repeating path"),
    N_("too many parameters"),
    N_("too many redirects"),
    N_("redirect to the front page"),
    N_("no longer shown by its publisher"),
    N_("matches no `include`"),
    N_("matches `exclude`"),
    N_("redirect matches `exclude`"),
    N_("known"),
    N_("known, not looked at again tonight"),
    N_("same page as another address"),
    N_("same bytes"),
    # a crawl as a whole
    N_("page limit of the crawl"),
    N_("time limit of the crawl"),
    N_("left when the crawl ended"),
    N_("%s pages in a row failed"),
    N_("HTTP %s: the site asks to wait %s s"),
    N_("HTTP %s: the site refused %s times in a row"),
    N_("the crawl was cut off"),
    N_("crawl killed by signal %s"),
    N_("crawl ended with status %s"),
    N_("still running after %s s, ended"),
    N_("stopped"),
    N_("no reason was given"),
    N_("no reason given"),
    N_("the file of its source can't be read, or is gone"),
    N_("its worker was killed (signal 9; often for want of memory)"),
    N_("its worker crashed (signal %s)"),
    N_("its worker ended (status %s)"),
    N_("took longer than %s s"),
    N_("took longer than %s s of processor time"),
)
_AROUND = (
    N_("robots.txt not readable: %s"),
    N_("redirect to %s"),
    N_("wall: %s"),
    N_("browser: %s"),
    N_("internal error: %s"),
    N_("set aside: %s"),
    N_("its machine was lost (%s)"),
    N_("its worker was lost (%s)"),
)
"""Forms around a reason of their own, or around a name that stays."""
_FORMS = [(re.compile(re.escape(each).replace("%s", r"(\S+|'[^']*')")), each) for each in _REASONS]
_FORMS_AROUND = [(re.compile(re.escape(each).replace("%s", "(.+)"), re.S), each) for each in _AROUND]


def trouble(language: Language, reason: str) -> str:
    """The reason said again; "" where its form is not known."""
    for form, message in _FORMS:
        if found := form.fullmatch(reason):
            return language.text(message) % found.groups() if found.groups() else language.text(message)
    for form, message in _FORMS_AROUND:
        if found := form.fullmatch(reason):
            return language.text(message) % (trouble(language, found[1]) or found[1])
    return ""
