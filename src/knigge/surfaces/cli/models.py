"""`knigge models`: who can word a draft, and what each still lacks."""

from __future__ import annotations

from knigge import models as known
from knigge.domain import Endpoint
from knigge.errors import ModelError
from knigge.surfaces.cli import options
from knigge.surfaces.cli.options import Format, PolicyFile
from knigge.surfaces.cli.paint import paint, printable, say, width
from knigge.surfaces.formats import dumped


def models(policy: PolicyFile = "", format: Format = "text") -> None:
    """List who can word a draft: the composer, the policy's models, and the providers known by name.

    Nobody is asked anything.

    Exit code 0, 2: bad input.
    """
    rules = options.policy(policy)
    rows = [(known.OFFLINE, "the built-in composer: no key, no network", "")]
    rows += [(name, _where(endpoint), _lack(name, endpoint)) for name, endpoint in rules.models.items()]
    for provider, (address, _) in known.PROVIDERS.items():
        endpoint = Endpoint(provider, "MODEL", base_url="https://RESOURCE.example/openai/v1" if not address else "")
        where = address or "a policy names its base_url"
        rows.append((f"{provider}:MODEL", where, _lack(provider, endpoint)))
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
    address = endpoint.base_url or known.PROVIDERS.get(endpoint.provider, ("",))[0]
    return " at ".join(part for part in (endpoint.model, address or endpoint.provider) if part)


def _lack(name: str, endpoint: Endpoint) -> str:
    """Return what an endpoint lacks, "" for nothing."""
    from knigge.models.endpoints import address, key_of

    if endpoint.provider == known.LANGCHAIN:
        return ""
    try:
        address(name, endpoint)
        key_of(name, endpoint)
    except ModelError as fault:
        return str(fault).removeprefix(f"{name}: ")
    return ""
