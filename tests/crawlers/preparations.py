"""What a test changes in the process of a crawl before it starts: the world around it, never the crawl itself."""

from __future__ import annotations

import errno
import os
import stat
import threading
from itertools import count
from typing import Any, cast

from scrapy.utils.reactor import install_reactor
from twisted.internet.address import IPv4Address
from twisted.internet.interfaces import IHostnameResolver
from zope.interface import implementer  # type: ignore[import-untyped]

from core import addresses
from crawlers.download import rules

_ROOM = 4000  # bytes


@implementer(IHostnameResolver)
class _Rebinding:
    """A name server of the attacker's: the first answer is harmless, each later one is not."""

    def __init__(self) -> None:
        self._answers = count()

    def resolveHostName(
        self,
        resolutionReceiver: Any,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Any = None,
        transportSemantics: str = "TCP",
    ) -> Any:
        address = "127.0.0.2" if next(self._answers) == 0 else "127.0.0.1"
        resolutionReceiver.resolutionBegan(self)
        resolutionReceiver.addressResolved(IPv4Address("TCP", address, portNumber))
        resolutionReceiver.resolutionComplete()
        return resolutionReceiver


def rebinding() -> None:
    """Names resolve to 127.0.0.2 once and to 127.0.0.1 ever after; 127.0.0.2 passes for an address of the internet."""
    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet import reactor

    genuine = addresses.is_public
    vars(rules)["is_public"] = lambda address: address == "127.0.0.2" or genuine(address)
    reactor.installNameResolver(_Rebinding())


def full_disk() -> None:
    """The disk takes a page or two of the archive and no more."""
    genuine = os.fsync

    def fsync(descriptor: int) -> None:
        state = os.fstat(descriptor)
        if stat.S_ISREG(state.st_mode) and state.st_size > _ROOM:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        genuine(descriptor)

    os.fsync = cast(Any, fsync)


def silent_disk() -> None:
    """Who waits for the disk beside the crawl waits for ever."""
    genuine = os.fsync

    def fsync(descriptor: int) -> None:
        if threading.current_thread() is not threading.main_thread():
            threading.Event().wait()
        genuine(descriptor)

    os.fsync = cast(Any, fsync)
