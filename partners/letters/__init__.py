"""The programme's letters: written with the step that causes them, sent by the worker."""

from partners.letters.sending import send, send_again

__all__ = ["send", "send_again"]
