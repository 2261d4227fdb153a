"""Words that say what kind of thing a name names (lake, lac, بحيرة), in the languages of the press; folded."""

from libyamap.domain.place import PlaceKind

_BY_KIND = {
    PlaceKind.LAKE: "lake lac lago see golu بحيره озеро reservoir",
    PlaceKind.RIVER: "river riviere fleuve fiume rio fluss nehri irmagi wadi oued نهر وادي река ріка річка",
    PlaceKind.SEA: "sea mer mar mare meer denizi gulf golfe golfo golf korfezi strait detroit stretto estrecho strasse"
    " bogazi ocean بحر خليج مضيق море залив затока",
    PlaceKind.ISLAND: "island islands isle ile iles isola isole isla islas insel inseln adasi جزيره جزر остров острів",
    PlaceKind.AIRFIELD: "airport aerodrome airfield airbase airstrip aeroport aeroporto aeropuerto flughafen havalimani"
    " havaalani مطار аэропорт аеропорт international air base",
    PlaceKind.CROSSING: "crossing border checkpoint معبر منفذ",
    PlaceKind.DESERT: "desert deserto desierto wuste colu صحراء",
    PlaceKind.PROVINCE: "province provincia provinz governorate gouvernorat governorato gouvernement region oblast"
    " state wilaya ili district محافظه ولايه область",
    PlaceKind.PLACE: "city town village ville citta ciudad stadt sehri مدينه قريه город місто",
}
KIND_OF_WORD = {word: kind for kind, words in _BY_KIND.items() for word in words.split()}
SMALL_WORDS = frozenset(
    {"of", "de", "du", "des", "la", "le", "l", "d", "della", "del", "dello", "di", "der", "von", "the", "al", "el"}
)


def split_kind(words: list[str]) -> tuple[PlaceKind | None, list[str]]:
    """The kind that the words name, if one does, and the words that are left; all of them where nothing would be."""
    kind = next((KIND_OF_WORD[word] for word in words if word in KIND_OF_WORD), None)
    if kind is None:
        return None, words
    left = [word for word in words if word not in KIND_OF_WORD]
    while left and left[0] in SMALL_WORDS:
        left = left[1:]
    while left and left[-1] in SMALL_WORDS:
        left = left[:-1]
    return (kind, left) if left else (None, words)
