"""Why a file is not taken in."""

from collections.abc import Mapping

from forms.engine.errors import Param


class UploadRefused(Exception):
    """Nothing was kept. `code` and `params` have their words in `forms.messages.ANSWERS`."""

    def __init__(self, code: str, **params: Param) -> None:
        super().__init__(code)
        self.code = code
        self.params: Mapping[str, Param] = params
