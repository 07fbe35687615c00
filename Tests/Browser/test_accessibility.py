"""What WCAG 2.2 asks of a page on levels A and AA, by the rules of axe and by what axe does not look at."""

import functools
import importlib.util
import pathlib

from Browser import hooks
from Browser.support import PageTestCase

# Levels A and AA of every version, and what the makers of axe hold to be good practice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]

RUN = f"""(context => axe.run(context, {{runOnly: {{type: "tag", values: {TAGS}}}, resultTypes: ["violations", "incomplete"]}}).then(result => {{
  const tell = rules => rules.flatMap(rule => rule.nodes.map(node =>
    rule.id + ": " + node.html.slice(0, 160) + " " + [...node.any, ...node.all, ...node.none].map(each => each.message).join("; ")));
  return {{held: result.passes.length, broken: tell(result.violations), undecided: tell(result.incomplete)}};
}}))"""

# axe does not look at text upon a gradient. Here each gradient becomes, in turn, each colour that it runs through.
FLATTEN = """index => Math.max(0, ...[...document.querySelectorAll("*")].map(each => {
  const image = each.gradient ??= getComputedStyle(each).backgroundImage;
  const colours = image.includes("gradient") ? image.match(/rgba?\\([^)]*\\)|color\\([^)]*\\)/g) : null;
  if (!colours) return 0;
  each.classList.add("had-gradient");
  each.style.backgroundImage = "none";
  each.style.backgroundColor = colours[Math.min(index, colours.length - 1)];
  return colours.length;
}))"""


@functools.cache
def axe():
    package = importlib.util.find_spec("axe_playwright_python")
    return (pathlib.Path(package.submodule_search_locations[0]) / "axe.min.js").read_text()


class Accessibility(PageTestCase):
    def examine(self, page):
        page.evaluate(axe() + "; null")
        colours = page.apply(FLATTEN, 0)
        results = [page.evaluate(RUN + "(document)")]
        self.assertGreater(results[0]["held"], 20)
        for index in range(1, colours):
            page.apply(FLATTEN, index)
            results.append(page.evaluate(RUN + "('.had-gradient')"))
        for result in results:
            self.assertEqual(sorted(set(result["broken"]))[:5], [])
            self.assertEqual([each for each in result["undecided"] if each.startswith("color-contrast")][:5], [])

    def test_axe_finds_nothing(self):
        for case, theme, width in [
            ("clean", "light", 1200),
            ("faulty", "light", 360),
            ("faulty", "dark", 1200),
            ("delivery", "dark", 360),
            ("targets", "light", 1200),
            ("hostile", "light", 360),
        ]:
            with self.subTest(theme=theme, width=width), self.report(case) as page:
                page.show(width=width, theme=theme)
                self.examine(page)

    def test_axe_finds_nothing_behind_what_is_closed(self):
        for theme, width in [("light", 1200), ("dark", 360)]:
            with self.subTest(theme=theme, width=width), self.report("faulty") as page:
                page.show(width=width, theme=theme)
                page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
                self.examine(page)

    def test_axe_is_awake(self):
        page = self.open("clean")
        page.evaluate("document.documentElement.removeAttribute('lang')")
        page.show(theme="light")
        page.evaluate("document.querySelector('footer p').style.color = '#bbb'")
        page.evaluate(axe() + "; null")
        broken = " ".join(page.evaluate(RUN + "(document)")["broken"])
        self.assertIn("html-has-lang", broken)
        self.assertIn("color-contrast", broken)

    def test_what_is_pressed_is_large_enough(self):
        """WCAG 2.2, 2.5.8: 24 by 24 pixels, or so far apart that circles of 24 pixels do not meet; links within sentences are exempt."""
        for width in [360, 1200]:
            with self.subTest(width=width), self.report("faulty") as page:
                page.show(width=width)
                self.assertEqual(page.evaluate(SMALL_AND_CLOSE), [])


# Circles of 24 pixels around the middle of what is too small must meet neither another target nor another such circle.
SMALL_AND_CLOSE = """(() => {
  const targets = [...document.querySelectorAll("a[href], button, input, select, summary")]
    .filter(each => each.checkVisibility() && !each.closest(".skip"))
    .map(each => ({element: each, target: each.closest("label") ?? each}))
    .map(each => ({...each, box: each.target.getBoundingClientRect()}));
  const isSmall = box => box.width < 24 || box.height < 24;
  const isInSentence = element => getComputedStyle(element).display === "inline"
    && [...element.parentElement.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== "");
  const distance = (x, y, box) => Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
  return targets.filter(({element, box, target}) => {
    if (!isSmall(box) || isInSentence(element)) return false;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    return targets.some(other => other.target !== target && !other.target.contains(target) && !target.contains(other.target) && (
      isSmall(other.box)
        ? Math.hypot(other.box.x + other.box.width / 2 - x, other.box.y + other.box.height / 2 - y) < 24
        : distance(x, y, other.box) < 12));
  }).map(({element, box}) => `${element.outerHTML.slice(0, 120)} ${Math.round(box.width)}x${Math.round(box.height)}`);
})()"""


class Keyboard(PageTestCase):
    def focused(self):
        """What has the focus, and whether that can be seen."""
        return self.page.evaluate(
            """(() => {
              const element = document.activeElement;
              const style = getComputedStyle(element);
              const box = element.getBoundingClientRect();
              return {tag: element.tagName, name: element.getAttribute("name"), inFilter: !!element.closest(".filter"), skip: element.matches("a.skip"),
                ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
                inWindow: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth};
            })()"""
        )

    def test_the_first_stop_skips_to_the_report(self):
        page = self.open("faulty")
        page.press("Tab")
        first = self.focused()
        self.assertTrue(first["skip"] and first["ring"] and first["inWindow"], first)
        page.press("Enter")
        page.settle()
        self.assertEqual(page.evaluate("location.hash"), page.apply("selector => document.querySelector(selector).hash", hooks.SKIP_LINK))
        page.press("Tab")
        self.assertTrue(page.evaluate("document.querySelector('main').contains(document.activeElement)"))

    def test_every_control_is_reached_in_order_and_seen(self):
        page = self.open("faulty")
        controls = page.evaluate(
            """[...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
                 .filter(each => each.checkVisibility()).length"""
        )
        stops = []
        for _ in range(controls + 50):
            page.press("Tab")
            stop = self.focused()
            if stop["tag"] == "BODY":
                break
            stops.append(stop)
        self.assertEqual([stop for stop in stops if not stop["ring"] or not stop["inWindow"]], [])
        self.assertEqual({"A", "BUTTON", "INPUT", "SUMMARY"} - {stop["tag"] for stop in stops}, set())
        self.assertTrue(any(stop["inFilter"] for stop in stops))
        # A group of radio buttons is one stop; all else is a stop of its own.
        self.assertGreaterEqual(len(stops), controls - page.evaluate("document.querySelectorAll('input[type=radio]').length"))

    def test_a_summary_opens_and_closes_by_the_keyboard(self):
        page = self.open("faulty")
        page.evaluate("document.querySelector('details > summary').focus()")
        was_open = page.evaluate("document.activeElement.parentElement.open")
        for key, expected in [("Enter", not was_open), (" ", was_open)]:
            page.press(key)
            page.settle()
            self.assertEqual(page.evaluate("document.activeElement.parentElement.open"), expected)
