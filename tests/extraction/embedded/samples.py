"""Invented pages of scripts: shells that carry an article or an advert as Next.js, Nuxt and others do."""

from __future__ import annotations

import json

from tests.extraction.samples import PARAGRAPHS

ARTICLE_URL = "https://diario.example/policial/detienen-a-cuatro-en-arica"
ADVERT_URL = "https://avisos.example/aviso/4101-viajes-a-chile"
TITLE = "Detienen a cuatro en Arica"
OFFER = "Salidas lunes y jueves. Todo incluido, sin sellar, con quien conoce el camino de noche."

ARTICLE: dict[str, object] = {
    "title": TITLE,
    "body": "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS),
    "publishedAt": "2026-03-04T10:00:00Z",
    "author": {"name": "Ana Roa", "description": "Periodista que escribe sobre la costa desde hace mucho tiempo."},
    "related": [{"title": TITLE, "body": "Cae la banda Rutas del Sur en Tacna. " * 40}],
}
ADVERT: dict[str, object] = {
    "subject": "Viajes a Chile",
    "description": OFFER,
    "price": {"amount": 350, "currency": "USD"},
    "createdAt": 1772618400,
    "seller": {"name": "Yuly", "phone": "+57 300 000 0041", "whatsapp": 573000000042},
    "similar": [{"subject": "Taxi Legal", "description": "Al aeropuerto.", "phone": "+57 300 000 0081"}],
}


def shell(script: str, *, title: str = TITLE, inside: str = "<p>Cargando…</p>", head: str = "") -> bytes:
    """A page that a script would fill."""
    return f"""<!doctype html><html lang="es"><head><title>{title} | Diario</title>{head}</head>
<body><div id="root">{inside}</div>{script}</body></html>""".encode()


def next_script(page: object) -> str:
    """As Next.js writes what it gives a page."""
    data = json.dumps({"props": {"pageProps": page}, "page": "/[slug]", "buildId": "x"}).replace("<", "\\u003c")
    return f'<script id="__NEXT_DATA__" type="application/json">{data}</script>'


def state_script(state: object, name: str = "__INITIAL_STATE__") -> str:
    """A state from which a script starts."""
    return f"<script>window.{name} = {json.dumps(state)};window.go()</script>".replace("</p", "<\\/p")


def nuxt_script(thing: object) -> str:
    """As Nuxt 3 writes its data: each value once, in a list."""
    flat: list[object] = [["ShallowReactive", 1]]

    def put(value: object) -> int:
        at = len(flat)
        flat.append(None)
        if isinstance(value, dict):
            flat[at] = {key: put(each) for key, each in value.items()}
        elif isinstance(value, list):
            flat[at] = [put(each) for each in value]
        else:
            flat[at] = value
        return at

    put({"data": {"page": thing}, "state": {}})
    data = json.dumps(flat).replace("<", "\\u003c")
    return f'<script type="application/json" id="__NUXT_DATA__" data-ssr="true">{data}</script>'
