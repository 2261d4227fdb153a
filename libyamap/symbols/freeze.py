"""Writes app6.json: `python -m libyamap.symbols.freeze`, after a change of `choice` or of milsymbol's version."""

import msgspec

from libyamap.symbols.choice import app6_entities
from libyamap.symbols.military import FROZEN, drawn_by_milsymbol

IDENTITIES = "1346"  # unknown, friend, neutral, hostile


def frozen_codes() -> list[str]:
    """Every code that can come from a feature's kind, type and affiliation."""
    return [
        f"100{identity}{entity[:2]}0000{entity[2:]}0000"
        for entity in sorted(app6_entities())
        for identity in IDENTITIES
    ]


def main() -> None:
    """Ask milsymbol for each and write the table."""
    table = {code: drawn_by_milsymbol(code) for code in frozen_codes()}
    FROZEN.write_bytes(msgspec.json.format(msgspec.json.encode(table), indent=1) + b"\n")


if __name__ == "__main__":
    main()
