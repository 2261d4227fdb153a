"""Many new records of one type, a field at a time: a million rows reach the store without a million objects."""

from typing import Any

import msgspec

from libyamap.domain.model import Record


class Columns(msgspec.Struct, frozen=True):
    """New records: `fields` by the model's names, each as long as `ids`; a field that is missing has its default.

    Values are as the model holds them and checked by whoever made them. A geometry column may also be `Points`;
    attributes may also be JSON objects as text, None where there are none.
    """

    record_type: type[Record]
    ids: list[str]
    fields: dict[str, Any]
