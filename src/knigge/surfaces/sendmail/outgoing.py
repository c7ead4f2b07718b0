"""A mail's bytes into what its head tells, and into the bytes to hand on: the same ones, without the switches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from knigge.parsing import head

SWITCH = "x-knigge"
_ITEMS = re.compile(r"[\s,;]+")
_SIGNED = ("multipart/signed",)
_ENCRYPTED = ("multipart/encrypted", "application/pgp-encrypted")
_SEALED = ("application/pkcs7-mime", "application/x-pkcs7-mime")  # either of the two; its smime-type may be missing


class Outgoing(NamedTuple):
    """A mail as a mail program hands it over, as far as it was read."""

    raw: bytes
    head: head.Head

    @property
    def switches(self) -> str:
        """What the mail's X-Knigge headers say."""
        return ", ".join(" ".join(field.value.split()) for field in self.head.fields if field.name == SWITCH)

    @property
    def unchecked(self) -> bool:
        """Whether its writer wants it to pass as it is: `X-Knigge: off`."""
        said = [item for item in _ITEMS.split(self.switches.lower()) if item in ("off", "on")]
        return said[-1:] == ["off"]

    @property
    def headers(self) -> dict[str, str]:
        """The first header of each name."""
        return {field.name: " ".join(field.value.split()) for field in reversed(self.head.fields)}

    @property
    def sealed(self) -> str:
        """`signed` or `encrypted` where the whole mail is; else ""."""
        kind = self.head.content_type
        if kind in _SIGNED or (kind in _SEALED and "signed" in self.head.option("smime-type")):
            return "signed"
        return "encrypted" if kind in (*_ENCRYPTED, *_SEALED) else ""

    def pieces(self) -> Iterator[memoryview]:
        """Yield the mail without its X-Knigge headers, and every other byte as it was."""
        whole, at = memoryview(self.raw), 0
        for field in self.head.fields:
            if field.name == SWITCH:
                yield whole[at : field.start]
                at = field.end
        yield whole[at:]


def read(raw: bytes) -> Outgoing:
    """Return the mail in these bytes."""
    return Outgoing(raw, head.read(raw))
