"""What we decide otherwise than the sources, in one place, each with its reason.

Natural Earth draws who controls; we name countries as ISO 3166 and the United Nations do and draw the line of control
as disputed. None of this takes a side: it is what most readers' atlases show, and the dashes say that it is contested.
"""

FOCUS = frozenset({
    "LBY", "TUN", "DZA", "MAR", "ESH", "EGY", "SDN", "SSD", "TCD", "NER", "MLI", "MRT", "BFA", "NGA",
    "SEN", "GMB", "ERI", "ETH", "DJI", "SOM", "ISR", "PSE", "JOR", "LBN", "SYR", "IRQ", "SAU", "YEM",
    "OMN", "ARE", "QAT", "KWT", "BHR", "TUR", "IRN", "CYP", "MLT",
})  # fmt: skip
"""Countries kept in full detail and with small places: North Africa, the Sahel, the Horn and the Middle East."""

ISO3_OF_NATURAL_EARTH = {
    "KOS": "XKX",  # user-assigned code that the EU and GeoNames use
    "PSX": "PSE",
    "SAH": "ESH",
    "SDS": "SSD",
    "ALD": "ALA",
    "SOL": "SOM",  # Somaliland: its border with the rest of Somalia is drawn as disputed
    "CYN": "CYP",  # the north of Cyprus: the line of control is drawn as disputed
    "KAB": "KAZ",  # Baikonur, leased
    "USG": "CUB",  # Guantanamo Bay, leased
    "CSI": "AUS",
    "ATC": "AUS",
}
"""Natural Earth's own codes -> ISO 3166-1 alpha-3 (codes that are in neither stay as they are)."""

ISO2 = {
    "UKR": "UA", "ESH": "EH", "SOM": "SO", "CYP": "CY", "CUB": "CU", "KAZ": "KZ", "AUS": "AU",
    "KAS": "", "PGA": "", "CLP": "", "ESB": "", "WSB": "", "IOA": "",
}  # fmt: skip
"""ISO 3166-1 alpha-2 where the source's own is another one or -1; empty where there is none."""

UNITS_OF = {
    # Natural Earth has Crimea inside Russia; the UN General Assembly (68/262) has it in Ukraine.
    "UA-43": "UKR",
    "UA-40": "UKR",
    "MA-16": "ESH",  # west of the berm; the berm is drawn as a line of control
}
"""ISO 3166-2 of a province -> the country it is given to, against the source."""

SPLIT_AT = {"MA-14": 27.66143931100008, "MA-15": 27.66143931100008}
"""Provinces cut along a parallel: the border of Western Sahara (27 deg 40 min N) runs through two that Morocco
administers. The exact figure is that of the source's vertex where Algeria's border meets it, so that all fits."""

SOUTH_OF = {"MA-14": ("ESH", "EH"), "MA-15": ("ESH", "EH")}
"""The southern part of a province that is cut -> country it belongs to (UN: a non-self-governing territory)."""

APART = {
    "UA-43": "disputed",  # Crimea
    "UA-40": "disputed",  # Sevastopol
    "GE-AB": "disputed",  # Abkhazia
    "MD-SN": "disputed",  # Transnistria
}
"""Provinces whose line against the rest of their own country is drawn as disputed (not between two of these)."""

DISPUTED_PAIRS = {
    ("ESH", "MAR"): "disputed",
    ("SRB", "XKX"): "disputed",
    ("ISR", "PSE"): "disputed",
    ("ISR", "SYR"): "line_of_control",
    ("PRK", "KOR"): "line_of_control",
}
"""Whole borders that are disputed, whatever the source's line layer says of single stretches."""

DISPUTED_STRETCHES = [
    (("EGY", "SDN"), (33.0, 21.5, 37.5, 23.5), "disputed"),  # Halaib triangle and Bir Tawil
]
"""Stretches of a border inside a box (W, S, E, N) that the source does not mark."""

COUNTRY_NAMES = {
    "CD": ("DR Congo", "الكونغو الديمقراطية"),
    "CG": ("Congo", "الكونغو"),
    "MM": ("Myanmar", "ميانمار"),
    "HK": ("Hong Kong", "هونغ كونغ"),
    "MO": ("Macao", "ماكاو"),
    "PS": ("Palestine", "فلسطين"),
    "BA": ("Bosnia and Herzegovina", "البوسنة والهرسك"),
}
"""Names shorter than CLDR's full ones, as a map needs them."""

LIBYAN_PROVINCES = {
    "LY.63": ("LY-JA", "Jabal al Akhdar", "الجبل الأخضر"),
    "LY.64": ("LY-JU", "Jufra", "الجفرة"),
    "LY.65": ("LY-KF", "Kufra", "الكفرة"),
    "LY.66": ("LY-MJ", "Marj", "المرج"),
    "LY.67": ("LY-NQ", "Nuqat al Khams", "النقاط الخمس"),
    "LY.68": ("LY-ZA", "Zawiya", "الزاوية"),
    "LY.69": ("LY-BA", "Benghazi", "بنغازي"),
    "LY.70": ("LY-DR", "Derna", "درنة"),  # Natural Earth: Al Qubbah
    "LY.71": ("LY-GT", "Ghat", "غات"),
    "LY.72": ("LY-MI", "Misrata", "مصراتة"),
    "LY.73": ("LY-MQ", "Murzuq", "مرزق"),
    "LY.74": ("LY-NL", "Nalut", "نالوت"),  # Natural Earth: Ghadamis
    "LY.75": ("LY-SB", "Sabha", "سبها"),
    "LY.76": ("LY-SR", "Sirte", "سرت"),
    "LY.77": ("LY-TB", "Tripoli", "طرابلس"),  # Natural Earth: Tajura' wa an Nawahi al Arba
    "LY.78": ("LY-WS", "Wadi al Shati", "وادي الشاطئ"),
    "LY.79": ("LY-BU", "Butnan", "البطنان"),
    "LY.80": ("LY-JG", "Jabal al Gharbi", "الجبل الغربي"),  # Natural Earth: Mizdah
    "LY.81": ("LY-JI", "Jafara", "الجفارة"),
    "LY.82": ("LY-MB", "Murqub", "المرقب"),
    "LY.83": ("LY-WA", "Al Wahat", "الواحات"),  # Natural Earth: Ajdabiya
    "LY.84": ("LY-WD", "Wadi al Hayaa", "وادي الحياة"),
}
"""GeoNames code -> ISO 3166-2, usual English name, Arabic name without the word for province. GeoNames' own names,
written without transliteration marks; some polygons of Natural Earth carry the names of before 2007."""

CITY_NAMES = {
    2210247: ("Tripoli", "طرابلس"),
    2214846: ("Misrata", "مصراتة"),
    88319: ("Benghazi", "بنغازي"),
    81302: ("Tobruk", "طبرق"),
    2212775: ("Sabha", "سبها"),
    2218963: ("Zintan", "الزنتان"),
    2210554: ("Sirte", "سرت"),
    87205: ("Derna", "درنة"),
    89055: ("Al Bayda", "البيضاء"),
    89113: ("Ajdabiya", "أجدابيا"),
    88962: ("Kufra (Al Jawf)", "الكفرة (الجوف)"),  # GeoNames knows Kufra only by the name of its main town
    2208425: ("Zuwara", "زوارة"),
    2216885: ("Zawiya", "الزاوية"),
    2208485: ("Zliten", "زليتن"),
    2219905: ("Khoms", "الخمس"),
    2218840: ("Bani Walid", "بني وليد"),
    2214433: ("Nalut", "نالوت"),
    2214603: ("Murzuq", "مرزق"),
    2219235: ("Ubari", "أوباري"),
    2216645: ("Hun", "هون"),
    2210221: ("Tarhuna", "ترهونة"),
    2212771: ("Sabratha", "صبراتة"),
    2210560: ("Surman", "صرمان"),
    88903: ("Al Marj", "المرج"),
    2218478: ("Brak", "براك"),
    2215210: ("Brega", "البريقة"),
    88380: ("Zueitina", "الزويتينة"),
    2208791: ("Yefren", "يفرن"),
    2217351: ("Ghat", "غات"),
    7602388: ("Shahhat", "شحات"),
    2218562: ("Bin Jawad", "بن جواد"),
    2210394: ("Tajura", "تاجوراء"),
    2213618: ("Qasr bin Ghashir", "قصر بن غشير"),
    2219356: ("As Sawani", "السواني"),
    2217362: ("Gharyan", "غريان"),
}
"""GeoNames id -> usual English name, Arabic name, for Libyan places that the news names otherwise than GeoNames."""

OASES = {
    "Al Jaghbub": "الجغبوب",
    "El Agheila": "العقيلة",
    "As Sidr": "السدرة",
    "Tmassah": "تمسة",
    "Tajarhi": "تجرهي",
    "Umm al Abid": "أم العبيد",
}
"""Arabic names of Libyan places that only Natural Earth has."""

DROPPED_CITIES = frozenset({2218970, 2219960, 88562})
"""GeoNames ids of second records of the same town (Az Zawiyah) or of a part of one: Al Jadid in Sabha, At Taj beside
Kufra (its figure of people is that of the whole oasis)."""
