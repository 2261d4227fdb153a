"""An organisation's template: its logo, colour, markings and footer, kept as a small JSON file."""

import re

import msgspec

from libyamap.app.briefing.briefing import MOST_LOGO_BYTES, Briefing, SheetTheme
from libyamap.app.briefing.sheet import Sheet, checked_sheet
from libyamap.app.release.rules import ReleaseRules, checked_rules, rules_from_json
from libyamap.errors import InvalidValue

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


class Template(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a briefing takes over from its house: each field that is not empty. `accent` is #RRGGBB.

    `sheet` is the one that the house prints on, `release` the rules of what may leave it.
    """

    name: str = ""
    logo: bytes = b""
    accent: str = ""
    marking_top: str = ""
    marking_bottom: str = ""
    footer: str = ""
    theme: SheetTheme | None = None
    credits: tuple[str, ...] = ()
    sheet: Sheet | None = None
    release: ReleaseRules | None = None


def template_to_json(template: Template) -> str:
    """The template as its file has it; the logo in base64."""
    return msgspec.json.format(msgspec.json.encode(template), indent=2).decode() + "\n"


def template_from_json(text: str | bytes) -> Template:
    """The template of a file's text; InvalidValue where it is none."""
    try:
        found = msgspec.json.decode(text, type=Template)
    except (msgspec.MsgspecError, RecursionError, UnicodeError) as error:
        raise InvalidValue("template", "This is no template of libyamap: a JSON object with logo, footer …") from error
    if found.accent and not _COLOUR.fullmatch(found.accent):
        raise InvalidValue("accent", f"The template's colour is #RRGGBB, not “{found.accent[:20]}”.")
    if len(found.logo) > MOST_LOGO_BYTES:
        raise InvalidValue("logo", f"The template's logo may have up to {MOST_LOGO_BYTES // 1024**2} MB.")
    if found.sheet:
        checked_sheet(found.sheet)
    if found.release:
        checked_rules(found.release)
    return found


def template_of(briefing: Briefing) -> Template:
    """What of a briefing is the house's, to be used for others too."""
    return Template(
        logo=briefing.logo,
        accent=briefing.accent,
        marking_top=briefing.marking_top,
        marking_bottom=briefing.marking_bottom,
        footer=briefing.footer,
        theme=briefing.theme,
        credits=briefing.credits,
        sheet=briefing.sheet,
        release=rules_from_json(briefing.release),
    )


def with_template(briefing: Briefing, template: Template) -> Briefing:
    """The briefing with what the template gives; what the template leaves empty stays."""
    fields = ("logo", "accent", "marking_top", "marking_bottom", "footer", "theme", "credits", "sheet")
    given = {name: value for name in fields if (value := getattr(template, name))}
    if template.release:
        given["release"] = msgspec.json.encode(template.release).decode()
    return msgspec.structs.replace(briefing, **given)
