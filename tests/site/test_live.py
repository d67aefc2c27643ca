"""The live parts of the site, each kind on one page: as they come, in use, with and without scripts."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.site import live
from tests.site.live import Scripts

PLACES = live.places()
WITHOUT_PARTS = ["learn/activations/", "values/", "values/chain/", "about/authors/"]
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "color_scheme": "dark",
    "reduced_motion": "reduce",
    "has_touch": True,
    "is_mobile": True,
}
SCREENS: dict[str, dict[str, Any]] = {"desk": DESK, "phone": PHONE}
NARROW = {"desk": 640, "phone": 320}  # a window of 1280 pixels is one of 640 at 200 %
OTHER: dict[str, Literal["dark", "light"]] = {"desk": "dark", "phone": "light"}
EVERYWHERE = ("site.mjs", "search.js", "values.mjs", "copy.mjs")  # what pages without parts may load
SHOWING = {"tasks"}  # what only shows what other parts keep
MOST = 60_000  # bytes of the own scripts of a page, compressed
STATELESS = {"answer", "check", "tasks"}  # what a learner typed is no state to send to others
# A page may run its own scripts, and make no text a script.
POLICY = "script-src 'self' 'unsafe-inline'; worker-src 'self'; object-src 'none'; base-uri 'self'"

Findings = dict[str, list[str]]


@contextmanager
def opened(browser: Browser, base: str, address: str, planted: str = "", **options: Any) -> Iterator[Page]:
    """Open an empty page that may go to an address, under a strict policy and with more HTML at its end."""

    def strict(route: Route) -> None:
        answer = route.fetch()
        html = answer.text().replace("</body>", f"{planted}</body>")
        route.fulfill(body=html, headers={"content-type": "text/html", "content-security-policy": POLICY})

    context = browser.new_context(**options)
    page = context.new_page()
    page.route(lambda url: url.partition("?")[0] == base + address, strict)
    page.route("**/heavy.mjs", lambda route: route.fulfill(body=HEAVY, content_type="text/javascript"))
    yield page
    context.close()


def in_use(browser: Browser, base: str, kind: str, screen: str, planted: str = "") -> Findings:
    """Return all that is wrong with a part, from before it comes to the midst of its use."""
    address = PLACES[kind]
    complaints: list[str] = []
    with opened(browser, base, address, planted, **SCREENS[screen]) as page:
        scripts = Scripts(page)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda asked: None if asked.url.startswith((base, "data:")) else complaints.append(asked.url),
        )
        found = {"moves": comes_alive(page, base + address, kind)}
        found["needs"] = unneeded(scripts, list(live.boxes()[address]))
        found |= BY_SCREEN[screen](page, kind)
        found["weight"] = [f"{weight} bytes"] if (weight := scripts.weight) > MOST else []
        found["barriers"] = live.barriers(page, kind)
        page.emulate_media(color_scheme=OTHER[screen])
        page.wait_for_timeout(200)
        found["barriers"] += live.barriers(page, kind)
        found["sideways"] = live.cut_off(page, NARROW[screen])
    return {name: each for name, each in (found | {"complaints": complaints}).items() if each}


def by_keys(page: Page, kind: str) -> Findings:
    """Use a part by keys, and return which state is lost and what shows no focus in forced colours."""
    lost = [] if kind in STATELESS else live.forgotten(page, kind)
    used = list(live.acts(page, kind))
    page.emulate_media(forced_colors="active")
    unseen = live.unseen(page, kind)
    page.emulate_media(forced_colors="none")
    return {"use": no_use(used, kind), "state": lost, "focus": unseen}


def by_touch(page: Page, kind: str) -> Findings:
    """Use a part by touch, and return what moves although a reader wants no motion."""
    used = list(live.acts(page, kind, by_touch=True))
    return {"use": no_use(used, kind), "motion": live.animated(page)}


def no_use(used: list[None], kind: str) -> list[str]:
    """Return a complaint where a part has nothing to use."""
    return [] if used or kind in SHOWING else ["there is nothing to use"]


BY_SCREEN = {"desk": by_keys, "phone": by_touch}


def comes_alive(page: Page, address: str, kind: str) -> list[str]:
    """Go to a page whose live scripts are late, and return what they move."""
    with live.held_back(page, "**/assets/live/**/*.mjs"):
        page.goto(address, wait_until="load")
        page.evaluate("document.fonts.ready")
        page.wait_for_timeout(200)
        before = page.evaluate(live.PLACED)
    live.box_of(page, kind).locator("> *").first.wait_for(state="attached")
    live.settle(page)
    return live.moved(page, before)


def unneeded(scripts: Scripts, kinds: list[str]) -> list[str]:
    """Return the scripts that neither every page needs nor one with such parts."""
    parts = ["live/parts.mjs", *(f"live/{kind}/{kind}.mjs" for kind in kinds)] if kinds else []
    return sorted(scripts.answers.keys() - live.needed(*EVERYWHERE, *parts))


def test_every_kind_of_part_has_a_page() -> None:
    assert set(PLACES) == live.kinds()


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("kind", PLACES)
def test_a_part_comes_without_moving_anything_and_serves_everyone(
    browser: Browser, base: str, kind: str, screen: str
) -> None:
    assert in_use(browser, base, kind, screen) == {}


HEAVY = f"export default '{''.join(sha256(str(n).encode()).hexdigest() for n in range(2500))}'"
PLANTED = """
<style>
  .live { min-height: 0 !important }
  @media (width <= 320px) { .live > button { width: 700px } }
</style>
<script>
  import(new URL("heavy.mjs", document.querySelector("script[src$='site.mjs']").src)).catch(() => {});
  const timer = setInterval(() => {
    const box = document.querySelector(".live");
    if (!box.firstElementChild) return;
    clearInterval(timer);
    box.append(document.createElement("button"));
    box.animate({ opacity: [0.9, 1] }, { duration: 1000, iterations: Infinity });
  }, 20);
  eval("1");
</script>
"""


def test_faults_of_a_part_are_seen(browser: Browser, base: str) -> None:
    found = in_use(browser, base, "conventions", "phone", PLANTED)
    assert list(found) == ["moves", "needs", "motion", "weight", "barriers", "sideways", "complaints"]
    assert "button-name" in found["barriers"][0]
    assert "unsafe-eval" in found["complaints"][0]


@pytest.mark.parametrize("address", WITHOUT_PARTS)
def test_a_page_without_parts_loads_neither_parts_nor_kernel(
    browser: Browser, base: str, address: str
) -> None:
    assert address not in live.boxes()
    with opened(browser, base, address) as page:
        scripts = Scripts(page)
        page.goto(base + address, wait_until="networkidle")
        assert unneeded(scripts, []) == []
    assert not live.needed(*EVERYWHERE) & {"interval.mjs", "graph.mjs", "live/parts.mjs"}


def without_scripts(browser: Browser, base: str, address: str, planted: str = "") -> Findings:
    """Return what is wrong with a page where no script runs."""
    with opened(browser, base, address, planted, java_script_enabled=False) as page:
        page.goto(base + address)
        still = page.locator(":has(+ .live)")
        dead = page.locator("article").locator(live.CONTROLS).all()
        found = {
            "gaps": [each.evaluate(HEIGHT) for each in page.locator(".live").all() if each.evaluate(HEIGHT)],
            "missing": [each.inner_text() for each in still.all() if not each.is_visible()],
            "dead": [live.name_of(each) for each in dead if each.is_visible()],
        }
    return {name: each for name, each in found.items() if each}


HEIGHT = "one => one.offsetHeight && `${one.offsetHeight} pixels for ${one.dataset.words}`"
UNSCRIPTED = (
    "<style>.live { min-height: 3rem } :has(+ .live) { display: none } article { display: block }</style>"
)


@pytest.mark.parametrize("kind", PLACES)
def test_without_scripts_the_still_form_is_there_and_nothing_is_dead(
    browser: Browser, base: str, kind: str
) -> None:
    assert without_scripts(browser, base, PLACES[kind]) == {}


def test_what_is_empty_missing_or_dead_is_seen(browser: Browser, base: str) -> None:
    planted = f"{UNSCRIPTED}<article><button>Go</button></article>"
    found = without_scripts(browser, base, PLACES["conventions"], planted)
    assert list(found) == ["gaps", "missing", "dead"]
    assert found["dead"] == ["Go"]


DEAF = """
const listen = EventTarget.prototype.addEventListener;
EventTarget.prototype.addEventListener = function (type, ...rest) {
  if (type !== "popstate") listen.call(this, type, ...rest);
};
"""


@pytest.mark.parametrize(
    ("planted", "finding"),
    [
        ("history.pushState = () => {}", "no act changes the address"),
        ("history.replaceState(null, '', location.pathname)", "reload"),
        (DEAF, "back"),
    ],
)
def test_a_state_that_is_lost_is_seen(browser: Browser, base: str, planted: str, finding: str) -> None:
    address = PLACES["conventions"]
    with opened(browser, base, address, f"<script>{planted}</script>", **DESK) as page:
        comes_alive(page, base + address, "conventions")
        assert finding in live.forgotten(page, "conventions", patience=3)


def test_a_focus_that_is_not_seen_is(browser: Browser, base: str) -> None:
    planted = "<style>* { outline: none !important }</style>"
    address = PLACES["conventions"]
    with opened(browser, base, address, planted, forced_colors="active", **DESK) as page:
        comes_alive(page, base + address, "conventions")
        assert len(live.unseen(page, "conventions")) == 3
