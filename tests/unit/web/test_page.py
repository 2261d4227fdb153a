"""The page as folium renders it: nothing inline, nothing foreign, and the one in the package is up to date."""

import re
import subprocess
import sys

import pytest

from libyamap.web.files import PAGE, WEB
from libyamap.web.page import SCRIPTS, STYLESHEETS, render_page


@pytest.fixture(scope="module")
def html() -> str:
    """A fresh render."""
    return render_page()


def test_the_built_page_is_a_fresh_render(html: str) -> None:
    assert (WEB / "built" / PAGE).read_text(encoding="utf-8") == html


def test_two_renders_are_the_same(html: str) -> None:
    assert render_page() == html


def test_nothing_is_inline(html: str) -> None:
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", html)
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", html, re.DOTALL)
    assert scripts
    assert all("src=" in attributes and not content.strip() for attributes, content in scripts)


def test_all_addresses_are_relative_and_lead_to_files(html: str) -> None:
    addresses = re.findall(r'(?:src|href)="([^"]+)"', html)
    assert len(addresses) == len(SCRIPTS) + len(STYLESHEETS) + 1
    for address in addresses:
        assert "//" not in address
        assert address == "qwebchannel.js" or (WEB / address).is_file(), address


def test_folium_itself_is_left_as_it_was(html: str) -> None:
    import folium

    assert html
    names = {name for name, _ in (*folium.Map.default_js, *folium.Map.default_css)}
    assert not names & {name for name, _ in STYLESHEETS}


def test_nothing_heavy_is_imported_to_answer_the_page() -> None:
    heavy = "{'folium', 'branca', 'jinja2', 'numpy', 'pandas', 'shapely', 'pyproj', 'pyogrio', 'geopandas'}"
    code = f"import sys, libyamap.web.resources; print(sorted({heavy} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=WEB.parents[1])
    assert ran.stdout.strip() == "[]"
