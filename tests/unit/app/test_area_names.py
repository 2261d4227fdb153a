"""Names of areas in other languages, as published files write their columns."""

import pytest

from libyamap.app.area_names import other_names


@pytest.mark.parametrize(
    ("column", "cells", "names"),
    [
        ("ADM2_EN", {"ADM2_AR": "مصراتة", "ADM1_EN": "West", "ADM1_AR": "الغرب", "ADM2_PCODE": "LY02"}, ["مصراتة"]),
        ("NAME_2", {"NAME_1": "Misurata", "VARNAME_2": "Misratah|Misurata", "NL_NAME_2": "مصراتة", "ENGTYPE_2": "D"},
         ["Misratah", "Misurata", "مصراتة"]),
        ("name", {"name:ar": "سرت", "name:fr": "Syrte", "place": "district", "iso": "LY"}, ["سرت", "Syrte"]),
        ("shapeName", {"shapeISO": "LY-MI", "shapeType": "ADM2", "shapeID": "x"}, []),
        ("name_en", {"name": "Misrata", "name_ar": "مصراتة", "note": "old"}, ["مصراتة"]),
    ],
)  # fmt: skip
def test_columns_of_published_files(column: str, cells: dict[str, str], names: list[str]) -> None:
    assert other_names({column: "Misrata", **cells}, column) == names
