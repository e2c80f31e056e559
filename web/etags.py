"""ETags for what programs read again and again: the same answer costs a line, not a page. ASGI middleware.

Caches are still told to keep nothing (web.guard): a program holds the tag and the answer by its own will.
"""

from __future__ import annotations

from hashlib import sha256

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class ETags:
    """Puts an ETag on every 200 to a GET under the given paths, and answers 304 where the asker has it already."""

    def __init__(self, app: ASGIApp, paths: tuple[str, ...]) -> None:
        self._app = app
        self._paths = paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(self._paths):
            await self._app(scope, receive, send)
            return
        start: Message = {}
        body = bytearray()

        async def gathered(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body", False):
                await _answer(scope, send, start, bytes(body))

        await self._app(scope, receive, gathered)


async def _answer(scope: Scope, send: Send, start: Message, body: bytes) -> None:
    if start["status"] == 200:
        tag = f'"{sha256(body).hexdigest()[:32]}"'
        headers = MutableHeaders(scope=start)
        headers["ETag"] = tag
        held = {each.strip().removeprefix("W/") for each in Headers(scope=scope).get("if-none-match", "").split(",")}
        if tag in held or "*" in held:
            start["status"], body = 304, b""
            del headers["content-length"]
            del headers["content-type"]
    await send(start)
    await send({"type": "http.response.body", "body": body})
