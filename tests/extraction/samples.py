"""Invented pages, built from parts: an article and an advert, each among the furniture of its site."""

from __future__ import annotations

PARAGRAPHS = (
    "Cuatro personas fueron detenidas en Arica por ofrecer traslados desde la frontera, informó la fiscalía.",
    "Según la investigación, la agencia Sendero Claro cobraba 350 dólares por persona y prometía empleo al llegar.",
    "“Nos dejaron en el desierto de noche y sin agua”, relató una de las mujeres, que viajaba con sus dos hijos.",
    "Los cuatro quedaron en prisión preventiva, y la investigación seguirá abierta durante noventa días más.",
)

NAVIGATION = """<nav><ul><li><a href="/">Portada</a></li><li><a href="/policial">Policial</a></li></ul></nav>"""
FOOTER = "<footer><p>© 2026 Diario de la Costa. Todos los derechos reservados.</p><p>Síguenos en redes</p></footer>"


def article(*inside: str, head: str = "", before: str = "", after: str = "", name: str = "cuerpo") -> bytes:
    """An article; `inside` comes between its second and third paragraph, `before` and `after` around its body."""
    first, second, third, fourth = (f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return f"""<!doctype html><html lang="es"><head><meta charset="utf-8">
<title>Detienen a cuatro en Arica | Diario de la Costa</title>{head}</head><body>{NAVIGATION}
<main><article><h1>Detienen a cuatro en Arica</h1>{before}
<div class="{name}">{first}{second}{"".join(inside)}{third}{fourth}</div>{after}</article></main>{FOOTER}
</body></html>""".encode()


def advert(*inside: str, after: str = "") -> bytes:
    """An advert with `inside` below its words."""
    return f"""<!doctype html><html lang="es"><head><meta charset="utf-8"><title>Viajes a Chile - Avisos</title></head>
<body>{NAVIGATION}<div class="aviso"><h1>Viajes a Chile</h1><p>Salidas lunes y jueves. Todo incluido, sin sellar.</p>
{"".join(inside)}</div>{after}{FOOTER}</body></html>""".encode()
