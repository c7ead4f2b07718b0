"""What can go wrong, as exceptions whose message is meant for a person.

    KniggeError            anything this package raises on purpose
      BriefError           a brief that can't be read or lacks what every draft needs
      CardError            a card that does not say what it must
      ModelError           no such model, or one that gave no usable answer
      MailError            a received message that can't be read
      DictionaryError      no dictionary to check the spelling with
      PluginError          a plugin that can't be used, or two with one id
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
    """No such model, or one that gave no usable answer.

    raw: what it did give, as far as it came. status: of the server's answer, 0 without one.
    """

    def __init__(self, message: str, raw: str = "", status: int = 0) -> None:
        super().__init__(message)
        self.raw = raw
        self.status = status


class StoppedError(KeyboardInterrupt):
    """A key press while a model worked; `outcome` is what had been reached, None for nothing."""

    def __init__(self, outcome: object = None) -> None:
        super().__init__()
        self.outcome = outcome


class MailError(KniggeError):
    """A received message that can't be read."""


class DictionaryError(KniggeError):
    """No dictionary to check the spelling with: the extra or a file is missing."""


class PluginError(KniggeError):
    """A plugin that can't be used, or two that give the same id."""


class PluginWarning(UserWarning):
    """A plugin was skipped, because it is broken; everything else goes on without it."""


class SettingsError(KniggeError):
    """A policy, profile or argument that is not understood."""


def a(noun: str) -> str:
    """Return a noun with its article: an int, a dict."""
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"
