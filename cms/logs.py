"""What the log must not hold."""

import logging
import re

# A draft's, a receipt's or an organisation's address opens what it leads to; who reads the log must not follow it.
CAPABILITY = re.compile(
    r"(/(?:survey/[^/\s]+/(?:(?:receipt|invitation|correction)/)?"
    r"|partnership/(?:own|follow-up)/|api/v1/drafts/)|[?&]filled=)[\w:.-]{20,}"
)


class MaskCapabilities(logging.Filter):
    """Cuts the tokens out of the addresses that a log line names."""

    def filter(self, record: logging.LogRecord) -> bool:
        line = record.getMessage()
        masked = CAPABILITY.sub(r"\1…", line)
        if masked != line:
            record.msg, record.args = masked, None
        return True
