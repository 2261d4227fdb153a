"""Islands, border crossings, a few towns and other names of waters, by hand: no package of the registries has them.

Positions are in the middle of an island and about 2 km from the gate of a crossing. Other names are those of the
English, French, Italian, German, Spanish, Turkish and Arabic press.
"""

ISLANDS: tuple[tuple[str, str, float, float, str, str], ...] = (
    # English, Arabic, lon, lat, country, other names
    ("Djerba", "جربة", 10.88, 33.80, "TUN", "Jerba|Gerba|Dscherba|Cerbe|Île de Djerba|جزيرة جربة"),
    ("Kerkennah", "قرقنة", 11.20, 34.71, "TUN", "Kerkenna|Îles Kerkennah|Chergui|جزر قرقنة"),
    ("Farwa", "فروة", 11.74, 33.10, "LBY", "Farwah|جزيرة فروة"),
    ("Lampedusa", "لامبيدوزا", 12.60, 35.51, "ITA", "Lampeduse"),
    ("Pantelleria", "بانتيليريا", 11.99, 36.78, "ITA", "Pantellaria"),
    ("Sicily", "صقلية", 14.10, 37.55, "ITA", "Sicilia|Sicile|Sizilien|Sicilya"),
    ("Sardinia", "سردينيا", 9.05, 40.10, "ITA", "Sardegna|Sardaigne|Sardinien|Cerdeña|Sardinya"),
    ("Corsica", "كورسيكا", 9.10, 42.15, "FRA", "Corse|Korsika|Córcega"),
    ("Gozo", "غودش", 14.25, 36.05, "MLT", "Għawdex"),
    ("Crete", "كريت", 24.90, 35.23, "GRC", "Kriti|Crète|Kreta|Creta|Girit|Κρήτη"),
    ("Rhodes", "رودس", 28.00, 36.20, "GRC", "Rodos|Rodi|Ρόδος"),
    ("Gavdos", "غافدوس", 24.08, 34.84, "GRC", "Γαύδος"),
    ("Cyprus", "قبرص", 33.20, 35.05, "CYP", "Zypern|Chypre|Cipro|Chipre|Kıbrıs"),
    ("Arwad", "أرواد", 35.86, 34.86, "SYR", "Rouad|Arouad|جزيرة أرواد"),
    ("Snake Island", "جزيرة الأفعى", 30.20, 45.26, "UKR", "Zmiinyi Island|Зміїний|Острів Зміїний|Змеиный|Île aux Serpents|Schlangeninsel|Isola dei Serpenti"),
    ("Tendra Spit", "", 31.55, 46.25, "UKR", "Тендрівська коса"),
    ("Kinburn Spit", "", 31.65, 46.53, "UKR", "Кінбурнська коса|Кинбурнская коса"),
    ("Socotra", "سقطرى", 53.90, 12.50, "YEM", "Soqotra|Suqutra|Socotora|Sokotra"),
    ("Kamaran", "كمران", 42.58, 15.35, "YEM", "جزيرة كمران"),
    ("Hanish", "حنيش", 42.75, 13.72, "YEM", "Hanish al-Kabir|جزر حنيش"),
    ("Zuqar", "زقر", 42.75, 14.00, "YEM", "Jabal Zuqar|جزيرة زقر"),
    ("Perim", "ميون", 43.42, 12.66, "YEM", "Mayyun|Mayun|بريم"),
    ("Suakin Island", "جزيرة سواكن", 37.33, 19.11, "SDN", "Sawakin Island"),
    ("Dahlak", "دهلك", 40.10, 15.80, "ERI", "Dahlak Kebir|أرخبيل دهلك"),
    ("Tiran", "تيران", 34.55, 27.95, "SAU", "جزيرة تيران"),
    ("Sanafir", "صنافير", 34.71, 27.92, "SAU", "جزيرة صنافير"),
    ("Bubiyan", "بوبيان", 48.20, 29.77, "KWT", "جزيرة بوبيان"),
    ("Failaka", "فيلكا", 48.35, 29.43, "KWT", "Faylaka|جزيرة فيلكا"),
    ("Kharg", "خارك", 50.32, 29.24, "IRN", "Khark|خرج"),
    ("Qeshm", "قشم", 55.80, 26.80, "IRN", "Qishm|جزيرة قشم"),
    ("Abu Musa", "أبو موسى", 55.03, 25.88, "IRN", "Abou Moussa|جزيرة أبو موسى"),
    ("Greater Tunb", "طنب الكبرى", 55.30, 26.26, "IRN", "Tunb al-Kubra"),
    ("Hormuz", "هرمز", 56.46, 27.06, "IRN", "Ormuz|جزيرة هرمز"),
    ("Masirah", "مصيرة", 58.75, 20.45, "OMN", "Masira|جزيرة مصيرة"),
)  # fmt: skip

CROSSINGS: tuple[tuple[str, str, float, float, str, str], ...] = (
    # English, Arabic, lon, lat, country on whose side it is known, other names; Libya's with Tunisia are in areas.sqlite
    ("Salloum-Musaid", "السلوم - امساعد", 25.15, 31.57, "EGY", "Sallum crossing|Salloum crossing|معبر السلوم|Musaid crossing|معبر امساعد"),
    ("Bab al-Hawa", "باب الهوى", 36.69, 36.24, "SYR", "Bab el-Hawa|معبر باب الهوى|Cilvegözü"),
    ("Bab al-Salama", "باب السلامة", 37.08, 36.64, "SYR", "Bab al-Salameh|معبر باب السلامة|Öncüpınar"),
    ("Al-Tanf", "التنف", 38.67, 33.49, "SYR", "Tanf|At Tanf|معبر التنف|Al-Waleed"),
    ("Nasib-Jaber", "نصيب - جابر", 36.21, 32.55, "SYR", "Nassib crossing|معبر نصيب|Jaber"),
    ("Semalka-Fishkhabur", "سيمالكا - فيشخابور", 42.37, 37.06, "SYR", "Semalka|Faysh Khabur crossing|معبر سيمالكا"),
    ("Rabia-Yaarubiyah", "ربيعة - اليعربية", 42.06, 36.81, "IRQ", "Rabia crossing|Yaroubiyah|معبر ربيعة|معبر اليعربية"),
    ("Ibrahim Khalil", "إبراهيم الخليل", 42.55, 37.14, "IRQ", "Habur|معبر إبراهيم الخليل"),
    ("Masnaa", "المصنع", 35.92, 33.70, "LBN", "Al-Masnaa|معبر المصنع"),
    ("Rafah crossing", "معبر رفح", 34.26, 31.25, "PSE", "Rafah border crossing|Point de passage de Rafah"),
    ("Al-Wadiah", "الوديعة", 47.27, 16.93, "YEM", "Wadia crossing|معبر الوديعة"),
    ("Shahn", "شحن", 52.20, 17.75, "YEM", "Shihn|منفذ شحن"),
    ("Adré crossing", "معبر أدري", 22.20, 13.47, "TCD", "Adre|Adré"),
)  # fmt: skip

TOWNS: tuple[tuple[str, str, float, float, str, int, str], ...] = (
    # English, Arabic, lon, lat, country, about how many people, other names
    ("Ras Lanuf", "رأس لانوف", 18.57, 30.50, "LBY", 13_000, "Ra's Lanuf|Ras Lanouf|راس لانوف"),
    ("Tawergha", "تاورغاء", 15.10, 32.03, "LBY", 24_000, "Tawargha|Tawurgha|Tauorga|تاورغا"),
    ("Nawfaliyah", "النوفلية", 17.85, 30.78, "LBY", 3_000, "Nofaliya|Nawfaliya|En Nofilia"),
    ("Seiyun", "سيئون", 48.79, 15.94, "YEM", 75_000, "Sayun|Say'un|Seiyoun|سيؤون"),
)  # fmt: skip

OTHER_NAMES = {
    "Ras Ajdir": "Ras Jedir|Ras Jdir|Ras Ajdir crossing|Ras Agedir|معبر رأس جدير|رأس اجدير",
    "Wazin-Dehiba": "Dehiba-Wazin|Wazin crossing|Dhehiba-Wazen|معبر وازن|وازن الذهيبة|الذهيبة وازن",
    "Mediterranean Sea": "Méditerranée|Mer Méditerranée|Mar Mediterraneo|Mittelmeer|Mar Mediterráneo|Akdeniz|البحر المتوسط",
    "Gulf of Sidra": "Gulf of Sirte|Golfe de Syrte|Golfo della Sirte|Große Syrte|Golfo de Sirte|Sirte Körfezi",
    "Gulf of Gabès": "Golfe de Gabès|Golfo di Gabès",
    "Red Sea": "Mer Rouge|Mar Rosso|Rotes Meer|Mar Rojo|Kızıldeniz",
    "Black Sea": "Mer Noire|Mar Nero|Schwarzes Meer|Mar Negro|Karadeniz|Чорне море|Чёрное море",
    "Sea of Azov": "Mer d'Azov|Mare d'Azov|Asowsches Meer|Азовське море|Азовское море",
    "Caspian Sea": "Mer Caspienne|Mar Caspio|Kaspisches Meer|Hazar Denizi|Каспийское море",
    "Strait of Gibraltar": "Détroit de Gibraltar|Stretto di Gibilterra|Straße von Gibraltar|Estrecho de Gibraltar",
    "Strait of Sicily": "Canale di Sicilia|Canal de Sicile|Straße von Sizilien",
    "Persian Gulf": "Arabian Gulf|Golfe Persique|Golfo Persico|Persischer Golf|Basra Körfezi|الخليج العربي|الخليج الفارسي",
    "Gulf of Aden": "Golfe d'Aden|Golfo di Aden|Golf von Aden|Aden Körfezi",
    "Strait of Hormuz": "Détroit d'Ormuz|Stretto di Hormuz|Straße von Hormus|Estrecho de Ormuz|Hürmüz Boğazı",
    "Bab-el-Mandeb": "Bab al-Mandab|Bab el-Mandeb|باب المندب",
    "Bab el-Mandeb": "Bab al-Mandab|Bab-el-Mandeb|باب المندب",
    "Lake Chad": "Lac Tchad|Lago Ciad|Lago Chad|Tschadsee|Çad Gölü",
    "Lake Nasser": "Lac Nasser|Lago Nasser|Nassersee|Lake Nubia",
    "Dead Sea": "Mer Morte|Mar Morto|Totes Meer|Mar Muerto|Lut Gölü",
    "Lake Assad": "Lac el-Assad|Assad-See|Buhayrat al-Asad",
    "Sea of Galilee": "Lake Tiberias|Lac de Tibériade|See Genezareth|Lago di Tiberiade",
    "Nile": "Nil|Nilo|Nil Nehri|نهر النيل|Ніл|Нил",
    "White Nile": "Nil Blanc|Nilo Bianco|Weißer Nil|Nilo Blanco|Beyaz Nil",
    "Blue Nile": "Nil Bleu|Nilo Azzurro|Blauer Nil|Nilo Azul|Mavi Nil",
    "Euphrates": "Euphrate|Eufrate|Éufrates|Euphrat|Fırat|نهر الفرات|Евфрат",
    "Tigris": "Tigre|Tigri|Dicle|نهر دجلة|Тигр",
    "Niger": "Fleuve Niger|Fiume Niger|Níger|نهر النيجر",
    "Senegal": "Fleuve Sénégal|نهر السنغال",
    "Jordan": "Jourdain|Giordano|Jordán|Şeria Nehri",
    "Dnieper": "Dnipro|Dniepr|Dnjepr|Dniéper|Dinyeper|Дніпро|Днепр",
    "Danube": "Donau|Danubio|Tuna|Дунай",
    "Volga": "Wolga|Волга",
}  # fmt: skip
"""English name of a sea, lake, river or crossing of the map data -> other names."""
