"""Prints the OpenAPI document as openapi-python-client can read it: the same requests and answers, a little less exact.

It knows no unions that hold themselves, no `items: false`, and no media type `*/*`.
"""

import json
import sys
from pathlib import Path
from typing import Any

# What holds itself is any JSON there.
HOLD_THEMSELVES = {"Operand": {}, "Rule": {"type": "object"}}


def plain(value: Any) -> Any:
    if isinstance(value, list):
        return [plain(each) for each in value]
    if not isinstance(value, dict):
        return value
    if "*/*" in value:
        return {"application/octet-stream": plain(value["*/*"])}
    return {name: plain(each) for name, each in value.items() if not (name == "items" and each is False)}


def main(file: str) -> None:
    document = plain(json.loads(Path(file).read_text(encoding="utf-8")))
    schemas = document["components"]["schemas"]
    schemas |= {name: schema for name, schema in HOLD_THEMSELVES.items() if name in schemas}
    json.dump(document, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
