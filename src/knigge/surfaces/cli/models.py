"""`knigge models`: who can word a draft, and what each still lacks."""

from __future__ import annotations

from knigge import models as known
from knigge import plugins
from knigge.domain import Endpoint
from knigge.errors import ModelError
from knigge.surfaces.cli import options
from knigge.surfaces.cli.options import Format, PolicyFile
from knigge.surfaces.cli.paint import paint, printable, say, width
from knigge.surfaces.formats import dumped


def models(policy: PolicyFile = "", format: Format = "text") -> None:
    """List who can word a draft: the composer, the policy's models, those of plugins, and the providers known by name.

    Nobody is asked anything. A star marks the one that words drafts where no other is named.

    Exit code 0, 2: bad input.
    """
    rules = options.policy(policy)
    rows = [(known.OFFLINE, "the built-in composer: no key, no network", "")]
    rows += [(name, _where(endpoint), _lack(name, endpoint)) for name, endpoint in rules.models.items()]
    plugged = plugins.by_name("models", known.RESERVED)
    rows += [(name, f"the plugin {each.distribution} {each.version}", "") for name, each in plugged.items()]
    for provider in known.PROVIDERS:
        endpoint = Endpoint(provider, "MODEL")
        rows.append((f"{provider}:MODEL", _where(endpoint).removeprefix("MODEL at "), _lack(provider, endpoint)))
    rows.append((f"{known.LANGCHAIN}:package.module:Class?option=value", "any chat model of LangChain's", ""))
    if format == "json":
        say(dumped([{"name": name, "where": where, "lacks": lack} for name, where, lack in rows], indent=1))
        return
    room = max(width(printable(name)) for name, _, _ in rows)
    for name, where, lack in rows:
        mark = paint("*", "good") if name == rules.model else " "
        note = paint(f"  {printable(lack)}", "warning") if lack else ""
        say(f"{mark} {printable(name)}{' ' * (room - width(printable(name)))}  {paint(printable(where), 'dim')}{note}")


def _where(endpoint: Endpoint) -> str:
    from knigge.models.endpoints import address

    try:
        at = address("", endpoint) if endpoint.provider != known.LANGCHAIN else endpoint.provider
    except ModelError:
        at = endpoint.provider
    return " at ".join(part for part in (endpoint.model, at) if part)


def _lack(name: str, endpoint: Endpoint) -> str:
    """Return what an endpoint lacks, "" for nothing."""
    from knigge.models.endpoints import address, key_of, refuse_open_wire

    if endpoint.provider == known.LANGCHAIN or plugins.named("models", endpoint.provider, known.RESERVED):
        return ""
    try:
        refuse_open_wire(name, address(name, endpoint), key_of(name, endpoint))
    except ModelError as fault:
        return str(fault).removeprefix(f"{name}: ")
    return ""
