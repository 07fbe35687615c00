"""What WCAG 2.2 asks of a page on levels A and AA, by the rules of axe and by what axe does not look at."""

import functools
import importlib.util
import pathlib

from Browser import hooks
from Browser.support import PageTestCase
from Shared import reports

# Levels A and AA of every version, and what the makers of axe hold to be good practice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]

# axe takes a minute over the contrast of a long page and gives up on drawings and gradients: `FAINT` judges it instead, everywhere.
RUN = f"""contrast => axe.run(document, {{
  runOnly: {{type: "tag", values: {TAGS}}}, rules: {{"color-contrast": {{enabled: contrast}}}}, resultTypes: ["violations"],
}}).then(result => ({{held: result.passes.length, broken: result.violations.flatMap(rule => rule.nodes.map(node =>
    rule.id + ": " + node.html.slice(0, 160) + " " + [...node.any, ...node.all, ...node.none].map(each => each.message).join("; ")))}}))"""

# WCAG 1.4.3: every text, against each colour that may lie behind it, 4.5 to 1. Behind a text lie the grounds of the elements around it,
# or, in a drawing, the rectangles below its middle that were painted before it.
FAINT = """(() => {
  const context = Object.assign(document.createElement("canvas"), {width: 1, height: 1}).getContext("2d", {willReadFrequently: true});
  const mixed = new Map();
  const over = (colour, opacity, ground) => {
    const key = `${colour}|${opacity}|${ground}`;
    if (!mixed.has(key)) {
      context.globalAlpha = 1;
      context.fillStyle = `rgb(${ground.join(" ")})`;
      context.fillRect(0, 0, 1, 1);
      context.globalAlpha = opacity;
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
      mixed.set(key, [...context.getImageData(0, 0, 1, 1).data].slice(0, 3));
    }
    return mixed.get(key);
  };
  const luminance = colour => {
    const [r, g, b] = colour.map(each => each / 255).map(each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [a, b] = [luminance(one), luminance(other)];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  const known = new Map([[null, [[255, 255, 255]]]]);
  const grounds = element => {
    if (!known.has(element)) {
      const style = getComputedStyle(element);
      const painted = style.backgroundImage.includes("gradient") ? style.backgroundImage.match(/(rgba?|color)\\([^)]*\\)/g) : ["transparent"];
      known.set(element, grounds(element.parentElement).flatMap(below => {
        const ground = over(style.backgroundColor, 1, below);
        return painted.map(each => over(each, 1, ground));
      }));
    }
    return known.get(element);
  };
  const opacity = element => element ? Number(getComputedStyle(element).opacity) * opacity(element.parentElement) : 1;
  const painted = (text, drawing) => {
    const box = text.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    let [colour] = grounds(drawing);
    for (const area of drawing.querySelectorAll("rect")) {
      if (area.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_PRECEDING) break;
      const [style, its] = [getComputedStyle(area), area.getBoundingClientRect()];
      if (style.fill === "none" || its.left > x || its.right < x || its.top > y || its.bottom < y) continue;
      colour = over(style.fill, Number(style.opacity) * Number(style.fillOpacity), colour);
    }
    return [colour];
  };
  const texts = [...document.body.querySelectorAll("*")].filter(each => !each.closest("script, style, title, desc, symbol") && each.checkVisibility()
    && [...each.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== ""));
  const faint = texts.map(text => {
    const [style, drawing] = [getComputedStyle(text), text.closest("svg")];
    const [colour, below] = drawing ? [style.fill, painted(text, drawing)] : [style.color, grounds(text)];
    return [text.outerHTML.slice(0, 160), Math.min(...below.map(each => contrast(over(colour, opacity(text), each), each)))];
  }).filter(([_, contrast]) => !(contrast >= 4.5));
  return {looked: texts.length, faint};
})()"""


@functools.cache
def axe():
    package = importlib.util.find_spec("axe_playwright_python")
    return (pathlib.Path(package.submodule_search_locations[0]) / "axe.min.js").read_text()


class Accessibility(PageTestCase):
    def broken(self, page, contrast=False):
        page.evaluate(axe() + "; null")
        # What sticks to the top would lie over the text that is looked at.
        page.apply("selector => document.querySelector(selector).style.position = 'static'", hooks.FILTER)
        result = page.apply(RUN, contrast)
        self.assertGreater(result["held"], 20)
        return sorted(set(result["broken"]))

    def test_axe_finds_nothing(self):
        for case, theme, width, opened in [
            ("clean", "light", 1200, False),
            ("faulty", "light", 360, True),
            ("faulty", "dark", 1200, False),
            ("delivery", "dark", 360, False),
            ("targets", "light", 1200, False),
            ("pictured", "dark", 1200, True),
            ("hostile", "light", 1200, True),
        ]:
            with self.subTest(theme=theme, width=width), self.report(case) as page:
                page.show(width=width, theme=theme)
                if opened:
                    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
                self.assertEqual(self.broken(page, contrast=case == "clean")[:5], [])

    def test_every_text_stands_out(self):
        for case in reports.READ:
            with self.report(case) as page:
                page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
                for theme in ["light", "dark"]:
                    page.show(theme=theme)
                    result = page.evaluate(FAINT)
                    self.assertGreater(result["looked"], 1000)
                    self.assertEqual(result["faint"][:5], [], theme)

    def test_the_judges_are_awake(self):
        page = self.open("clean")
        page.evaluate("document.documentElement.removeAttribute('lang')")
        page.evaluate("document.querySelector('footer p').style.color = '#bbb'")
        broken = " ".join(self.broken(page, contrast=True))
        self.assertIn("html-has-lang", broken)
        self.assertIn("color-contrast", broken)
        page.evaluate("document.querySelector('svg text').style.fill = '#bbb'")
        page.evaluate("document.querySelector('.sentence').style.opacity = '0.5'")
        self.assertEqual(len(page.evaluate(FAINT)["faint"]), 3)

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
              const cover = document.querySelector(".filter");
              const over = cover?.getBoundingClientRect();
              return {tag: element.tagName, name: element.getAttribute("name"), inFilter: !!element.closest(".filter"), skip: element.matches("a.skip"),
                ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
                isCovered: !!cover && !element.closest(".filter") && getComputedStyle(cover).position === "sticky"
                  && box.top >= over.top && box.bottom <= over.bottom && box.left >= over.left && box.right <= over.right,
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
        for width in [1200, 360]:
            with self.subTest(width=width), self.report("faulty") as page:
                page.show(width=width)
                controls = page.evaluate(
                    """[...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
                         .filter(each => each.checkVisibility() && each.type !== "radio").length"""
                )
                stops = []
                for _ in range(controls + 50):
                    page.press("Tab")
                    stop = self.focused()
                    if stop["tag"] == "BODY":
                        break
                    stops.append(stop)
                self.assertEqual([stop for stop in stops if not stop["ring"] or not stop["inWindow"] or stop["isCovered"]], [])
                self.assertEqual({"A", "BUTTON", "INPUT", "SELECT", "SUMMARY"} - {stop["tag"] for stop in stops}, set())
                self.assertTrue(any(stop["inFilter"] for stop in stops))
                self.assertGreaterEqual(len(stops), controls)

    def test_a_summary_opens_and_closes_by_the_keyboard(self):
        page = self.open("faulty")
        page.evaluate("document.querySelector('details > summary').focus()")
        was_open = page.evaluate("document.activeElement.parentElement.open")
        for key, expected in [("Enter", not was_open), (" ", was_open)]:
            page.press(key)
            page.settle()
            self.assertEqual(page.evaluate("document.activeElement.parentElement.open"), expected)
