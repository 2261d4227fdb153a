"""The credits take one line of a small map and keep clear of its scale bar."""

import pytest

from tests.page.hands import look
from tests.page.live_page import LivePage
from tests.page.small_project import SmallWorld

CREDITS = "Natural Earth · GeoNames (CC BY 4.0) · Roads © OpenStreetMap contributors"
PLACES = """(() => {
  const credits = document.getElementById("credits");
  credits.hidden = false;
  credits.textContent = "%s";
  const lines = document.createRange();
  lines.selectNodeContents(credits);
  const scale = document.getElementById("scale").getBoundingClientRect();
  return [lines.getClientRects().length, credits.getBoundingClientRect().left - scale.right];
})()"""


@pytest.mark.usefixtures("qapp")
def test_credits_take_one_line_beside_the_scale() -> None:
    page = LivePage(SmallWorld(), size=(708, 450)).drawn()
    lines, room = look(page, PLACES % CREDITS)
    page.close()
    assert lines == 1
    assert room > 0
