"""Threads of forums, read as adverts: what the posts say, and nobody's name that the forum writes beside them."""

from __future__ import annotations

import pytest

from core.terms import DocumentKind
from extraction.body import threads
from extraction.extract import extract
from extraction.markup import parse

ASKS = "Alguém sabe como chegar em Caiena? Preciso trabalhar."
OFFERS = "Eu passo na madrugada de quinta, sem visto, 450 euros. Zap 96 90000-0061"
# One post as each program writes it: {who}, {when} and {says} stand in it.
POSTS = {
    "phpBB": """<div id="p11" class="post has-profile bg2"><div class="inner">
<dl class="postprofile"><dt><a href="./memberlist.php?u=2" class="username">{who}</a></dt><dd>Mensagens: 32</dd></dl>
<div class="postbody"><h3><a href="#p11">Re: Caiena</a></h3><p class="author">por <strong><a class="username"
href="./memberlist.php?u=2">{who}</a></strong> » <time datetime="{when}">Dom Nov 29, 2026 10:54 pm</time></p>
<div class="content">{says}</div><div class="signature">{who} — vendo capacete</div></div></div></div>""",
    "XenForo": """<article class="message message--post" data-author="{who}"><div class="message-cell"><section
class="message-user"><h4 class="message-name"><a class="username">{who}</a></h4></section></div>
<div class="message-main"><header class="message-attribution"><time datetime="{when}">29 nov 2026</time></header>
<div class="message-body"><div class="bbWrapper">{says}</div></div>
<aside class="message-signature">{who}</aside></div></article>""",
    "vBulletin": """<li class="postbitlegacy postcontainer"><div class="posthead">29-11-2026, 22:54</div>
<div class="userinfo"><a class="username">{who}</a></div><blockquote class="postcontent restore">{says}</blockquote>
<div class="signature">{who}</div></li>""",
    "SMF": """<div class="post_wrapper"><div class="poster"><h4><a href="?u=2">{who}</a></h4></div>
<div class="postarea"><div class="keyinfo">Resposta #1 em: 29 de Novembro de 2026</div>
<div class="post"><div class="inner">{says}</div></div></div>
<div class="moderatorbar">{who}</div></div>""",
    "MyBB": """<div class="post"><div class="post_author"><div class="author_information"><strong><span
class="largetext"><a>{who}</a></span></strong></div></div>
<div class="post_content"><div class="post_head">29-11-2026</div>
<div class="post_body">{says}</div><div class="signature">{who}</div></div></div>""",
    "Discourse": """<div itemprop="comment" class="topic-body crawler-post"><div class="crawler-post-meta"><span
class="creator"><a href="/u/x"><span itemprop="name">{who}</span></a></span><time datetime="{when}">29 Nov</time></div>
<div class="post" itemprop="text">{says}</div></div>""",
    "Invision": """<article class="cPost ipsBox ipsComment"><aside class="cAuthorPane"><h3 class="cAuthorPane_author">
<a>{who}</a></h3></aside><div class="ipsComment_content"><div class="ipsComment_meta">Postado <time
datetime="{when}">29 nov</time></div><div data-role="commentContent">{says}</div><div data-role="memberSignature">{who}
</div></div></article>""",
}


def thread(program: str, *posts: tuple[str, str]) -> bytes:
    when = "2026-11-29T22:54:34-03:00"
    body = "".join(POSTS[program].format(who=who, says=f"<p>{says}</p>", when=when) for who, says in posts)
    return f"""<html lang="pt-br"><head><meta charset="utf-8"><title>Quem leva até Caiena - Viajantes</title></head>
<body><h1>Quem leva até Caiena</h1><div id="posts">{body}</div></body></html>""".encode()


@pytest.mark.parametrize("program", POSTS)
def test_who_asks_and_who_warns_is_not_read_as_who_offers(program: str) -> None:
    warns = "Cuidado gente, é perigoso demais."
    page = thread(program, ("marcio77", ASKS), ("Bigode", OFFERS), ("ana_ap", warns))
    read = extract(page, url="https://f.example/1", kind=DocumentKind.AD)
    assert read.text.split("\n") == [ASKS, OFFERS, warns]
    assert read.author == ""
    if "<time" in POSTS[program]:
        assert str(read.published) == "2026-11-29 22:54:34-03:00"


@pytest.mark.parametrize("program", POSTS)
def test_who_wrote_all_of_it_stays_as_an_advertiser_does(program: str) -> None:
    page = thread(program, ("Bigode da Catraia", OFFERS), ("Bigode da Catraia", "Ainda há vaga, chamem logo."))
    read = extract(page, url="https://f.example/1", kind=DocumentKind.AD).text
    assert read.split("\n") == [OFFERS, "Bigode da Catraia", "Ainda há vaga, chamem logo."]


def test_every_program_has_a_page_here() -> None:
    trees = [parse(thread(program, ("a", ASKS))).tree for program in POSTS]
    assert [threads.engine_of(tree) for tree in trees] == list(threads.ENGINES)


def test_a_page_that_is_no_thread_stays_as_it_is() -> None:
    page = b'<html><body><div class="post"><p class="author">Bigode</p><div class="content">x</div></div></body></html>'
    tree = parse(page).tree
    threads.take_out_heads(tree)
    assert tree.text_content() == "Bigodex"
