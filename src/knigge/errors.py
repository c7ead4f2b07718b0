"""What can go wrong, as exceptions whose message is meant for a person.

    KniggeError            anything this package raises on purpose
      BriefError           a brief that can't be read or lacks what every draft needs
      CardError            a card that does not say what it must
      ModelError           no such model, or one that gave no usable answer
      MailError            a received message that can't be read
      DictionaryError      no dictionary to check the spelling with
      SettingsError        a policy, profile or argument that is not understood

A message names the file or argument, the value, and the way out. Surfaces print it as one line.
"""


class KniggeError(Exception):
    """Anything this package raises on purpose."""


class BriefError(KniggeError):
    """A brief that can't be read or lacks what every draft needs."""


class CardError(KniggeError):
    """A card that does not say what it must."""


class ModelError(KniggeError):
    """No such model, or one that gave no usable answer; `raw` is what it did give, as far as it came."""

    def __init__(self, message: str, raw: str = "") -> None:
        super().__init__(message)
        self.raw = raw


class MailError(KniggeError):
    """A received message that can't be read."""


class DictionaryError(KniggeError):
    """No dictionary to check the spelling with: the extra or a file is missing."""


class SettingsError(KniggeError):
    """A policy, profile or argument that is not understood."""
