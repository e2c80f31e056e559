"""Where connections really go: the rules on addresses, applied to what names resolve to and to who answers.

A name that resolves to a private address, the first time or the tenth (DNS rebinding), is not connected to, because
the addresses that pass the filter are the very ones that are connected to. Before any byte is sent, TLS hello included,
the peer's address is looked at once more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scrapy.core.downloader.handlers.http11 import _BindAddressAgent
from twisted.internet.defer import Deferred
from twisted.internet.endpoints import HostnameEndpoint, wrapClientTLS
from twisted.internet.interfaces import (
    IAddress,
    IHostnameResolver,
    IProtocolFactory,
    IResolutionReceiver,
    IStreamClientEndpoint,
)
from twisted.python.failure import Failure
from twisted.web.client import URI
from zope.interface import implementer  # type: ignore[import-untyped]

from crawlers.download.reasons import Dismissed
from crawlers.download.rules import PRIVATE, Rules


@implementer(IHostnameResolver)
class GuardedResolver:
    """Passes on only the addresses that may be connected to; remembers the names that had others."""

    def __init__(self, resolver: Any, rules: Rules) -> None:
        self._resolver = resolver
        self._rules = rules
        self._targets = frozenset(target for _, target, _ in rules.connect_to)
        self.refused: set[str] = set()

    def resolveHostName(
        self,
        resolutionReceiver: Any,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[IAddress]] | None = None,
        transportSemantics: str = "TCP",
    ) -> Any:
        """As the wrapped resolver, without what is refused."""
        self.refused.discard(hostName)
        receiver = _Sieve(resolutionReceiver, self, hostName)
        return self._resolver.resolveHostName(receiver, hostName, portNumber, addressTypes, transportSemantics)

    def allows(self, name: str, address: str) -> bool:
        """Whether `name` may be reached at `address`; a refusal is remembered."""
        allowed = self._rules.may_connect(address, mapped=name in self._targets)
        if not allowed:
            self.refused.add(name)
        return allowed


@implementer(IResolutionReceiver)
class _Sieve:
    def __init__(self, receiver: Any, guard: GuardedResolver, name: str) -> None:
        self._receiver = receiver
        self._guard = guard
        self._name = name

    def resolutionBegan(self, resolution: Any) -> None:
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: IAddress) -> None:
        if self._guard.allows(self._name, str(getattr(address, "host", ""))):
            self._receiver.addressResolved(address)

    def resolutionComplete(self) -> None:
        self._receiver.resolutionComplete()


@implementer(IProtocolFactory)
class _PeerCheck:
    """A factory that looks at the peer before it builds the protocol which would speak to it."""

    def __init__(self, factory: Any, rules: Rules, mapped: bool) -> None:
        self._factory = factory
        self._rules = rules
        self._mapped = mapped

    def buildProtocol(self, addr: IAddress) -> Any:
        if not self._rules.may_connect(str(getattr(addr, "host", "")), mapped=self._mapped):
            raise Dismissed(PRIVATE)
        return self._factory.buildProtocol(addr)

    def doStart(self) -> None:
        self._factory.doStart()

    def doStop(self) -> None:
        self._factory.doStop()


@implementer(IStreamClientEndpoint)
class GuardedEndpoint:
    """A TCP connection to a host by name, guarded; by way of `connect_to` where the rules have it so."""

    def __init__(self, reactor: Any, host: str, port: int, rules: Rules, *, timeout: float = 30) -> None:
        target = rules.target(host)
        self._mapped = target is not None
        self._host, port = target or (host, port)
        self._reactor = reactor
        self._rules = rules
        self._endpoint = HostnameEndpoint(reactor, self._host, port, timeout=timeout)

    def connect(self, protocolFactory: Any) -> Deferred[Any]:
        """Connect; fails with `Dismissed` where only refused addresses were found."""
        checked: Any = _PeerCheck(protocolFactory, self._rules, self._mapped)
        connecting: Deferred[Any] = self._endpoint.connect(checked)
        return connecting.addErrback(self._explain)

    def _explain(self, failure: Failure) -> Failure:
        resolver = self._reactor.nameResolver
        if isinstance(resolver, GuardedResolver) and self._host in resolver.refused:
            raise Dismissed(PRIVATE)
        return failure


class GuardedAgent(_BindAddressAgent):
    """Twisted's agent, whose connections are all guarded."""

    rules: Rules

    def _getEndpoint(self, uri: URI) -> Any:
        host = uri.host.decode("ascii")
        refusal = self.rules.refusal(uri.toBytes().decode("ascii"))  # type: ignore[no-untyped-call]
        if refusal:  # the middleware has looked already; nothing that forgets to ask it gets past here
            raise Dismissed(refusal)
        factory: Any = self._endpointFactory
        endpoint: Any = GuardedEndpoint(
            self._reactor, host, uri.port, self.rules, timeout=factory._connectTimeout or 30
        )
        if uri.scheme == b"https":
            return wrapClientTLS(factory._policyForHTTPS.creatorForNetloc(uri.host, uri.port), endpoint)
        return endpoint
