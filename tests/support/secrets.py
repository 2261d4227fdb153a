"""A project full of what must not leave the house, and a search for any of it in the bytes of a file."""

import io
import struct
import zipfile
from pathlib import Path

from libyamap.app.commands import Add, KeepView, Put, SetClaim, Together
from libyamap.app.opening_view import NEVER_KEPT
from libyamap.app.session import Session
from libyamap.bootstrap import new_project, open_store
from libyamap.domain.geometry import Geometry, GeometryType, line, point
from libyamap.domain.ids import new_id
from libyamap.domain.model import Actor, Claim, Event, Involvement, Layer, Link, Site, Source, Zone

LON, LAT = 16.588721, 31.205613
OTHER = (15.093847, 32.375291)
AUTHOR = "Zacharias Analyst"
SECRET_TEXTS = (
    "Zacharias", "Informant", "Cable 4711", "Colonel Secretname", "Depot keeper", "Qasr Abu Hadi", "our own note",
    "ds-identity-99", "because the cook said so",
)  # fmt: skip
NUMBERS = tuple(f"{value:.{digits}f}" for value in (LON, LAT, *OTHER) for digits in (6, 5, 4, 3))

DRAWN = {".svg", ".pdf", ".pptx", ".html"}
LENGTH_OF_A_PIXEL = len("16.589")
"""A drawing is full of such numbers, which are no coordinates."""


def secret_project(path: Path) -> list[str]:
    """Make the project; gives the ids of its records."""
    new_project(path, "Operations near 31.205613, 16.588721")
    store = open_store(path)
    session = Session(store, AUTHOR)
    layer, keeper = Layer(id=new_id(), title="Depots"), Actor(id=new_id(), name="Guard", note="our own note")
    source = Source(id=new_id(), title="Cable 4711", author="J. Informant", reliability_note="our own note",
                    url="https://maps.example/?mlat=31.205613&mlon=16.588721")  # fmt: skip
    depot = Site(
        id=new_id(),
        layer=layer.id,
        title="Depot of Qasr Abu Hadi at 31.205613, 16.588721",
        description="On the road of Qasr Abu Hadi, 31°12′20.2″N 16°35′19.4″E, 33R WR 55765 52412",
        type="depot",
        where_prec=1,
        geometry=point(LON, LAT),
        place="Qasr Abu Hadi",
        place_note="because the cook said so, 31.205613",
        time_note="our own note",
        country="LBY",
        actors=(Involvement(keeper.id),),
        attributes={
            "private_officer": "Colonel Secretname",
            "latitude": LAT,
            "fatalities": 3,
            "keeper": "Depot keeper",
        },
        dataset="ACLED",
        dataset_id="ds-identity-99",
    )
    attack = Event(id=new_id(), layer=layer.id, title="Attack", type="attack", time="2016-05-18", where_prec=2,
                   radius_m=4321.0, geometry=point(*OTHER), place="Qasr Abu Hadi", country="LBY")  # fmt: skip
    west, south = LON - 0.1, LAT - 0.1
    ring = ((west, south), (LON, south), (LON, LAT), (west, LAT), (west, south))
    zone = Zone(id=new_id(), layer=layer.id, title="Held", where_prec=5, country="LBY",
                geometry=Geometry(GeometryType.POLYGON, (ring,)))  # fmt: skip
    link = Link(id=new_id(), layer=layer.id, title="Supply", where_prec=5, origin=depot.id, target=attack.id,
                geometry=line((LON, LAT), OTHER))  # fmt: skip
    claim = Claim(id=new_id(), feature=depot.id, source=source.id, locator="31.205613, 16.588721",
                  note="Says: Qasr Abu Hadi", says_place="Qasr Abu Hadi", says_geometry=point(LON, LAT))  # fmt: skip
    records = (layer, keeper, source)
    session.run(KeepView(NEVER_KEPT, ()))  # of the whole world, whose names say nothing of a place
    session.run(Together("Begin", (*map(Add, records), *map(Put, (depot, attack, zone, link)), SetClaim(claim, depot))))
    store.close()
    return [record.id for record in (*records, depot, attack, zone, link, claim)]


def told(path: Path, ids: list[str]) -> list[str]:
    """What the file, and any file in it, tells of the secrets: as text or as the numbers of a computer."""
    content = b"\n".join(_contents(path.read_bytes(), path.suffix))
    lower = content.lower()
    numbers = NUMBERS if path.suffix not in DRAWN else [number for number in NUMBERS if len(number) > LENGTH_OF_A_PIXEL]
    found = [text for text in (*SECRET_TEXTS, *numbers, *ids) if text.lower().encode() in lower]
    found += [f"{text} (UTF-16)" for text in SECRET_TEXTS if text.encode("utf-16-le") in content]
    for value in (LON, LAT, *OTHER):
        found += [f"{value} as {form}" for form in ("<d", ">d", "<f", ">f") if struct.pack(form, value) in content]
    return found


def _contents(data: bytes, suffix: str) -> list[bytes]:
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [part for name in archive.namelist() for part in (name.encode(), *_contents(archive.read(name), ""))]
    if suffix == ".pdf":
        from pypdf import PdfReader

        reader = PdfReader(io.BytesIO(data))
        streams = [each.get_data() for page in reader.pages if (each := page.get_contents()) is not None]
        return [data, *streams, *(page.extract_text().encode() for page in reader.pages), str(reader.metadata).encode()]
    if suffix == ".parquet":
        import pyarrow.parquet

        return [data, str(pyarrow.parquet.read_table(io.BytesIO(data)).to_pydict()).encode()]
    return [data]
