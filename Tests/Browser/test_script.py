"""What the script adds: a filter, sorting, deep links, opening everything, a theme. Nobody needs it to read."""

import collections

from Browser import hooks
from Browser.support import PageTestCase

VISIBLE = """selector => [...document.querySelectorAll(selector)]
  .filter(each => !each.closest("[hidden]"))
  .map(each => ({id: each.id, text: each.textContent, ...each.dataset}))"""


class Filter(PageTestCase):
    def choose(self, **wanted):
        """Sets fields as a person does: a choice from a list, or words typed."""
        for name, value in wanted.items():
            if name == "q":
                self.page.evaluate("document.querySelector('.filter [name=q]').select()")
                self.page.evaluate("document.querySelector('.filter [name=q]').focus()")
                self.page.type(value)
            else:
                self.page.apply(
                    """(name, value) => {
                      const field = document.querySelector(`.filter [name=${name}]`);
                      field.value = value;
                      if (field.value !== value) throw new Error(`${name} offers no ${value}`);
                      field.dispatchEvent(new Event("input", {bubbles: true}));
                      field.dispatchEvent(new Event("change", {bubbles: true}));
                    }""",
                    name,
                    value,
                )
        self.page.settle()

    def shown(self, selector=hooks.RESULT):
        return self.page.apply(VISIBLE, selector)

    def offered(self, name):
        values = self.page.apply("name => [...document.querySelector(`.filter [name=${name}]`).options].map(each => each.value)", name)
        return [value for value in values if value != "*"]

    def test_each_field_shows_exactly_what_it_names(self):
        for case in ["faulty", "targets", "hostile"]:
            with self.report(case):
                everything = self.shown()
                for field in ["family", "severity", "outcome"]:
                    held = collections.Counter(each[field] for each in everything)
                    self.assertGreater(len(held), 1)
                    # What is offered is there, and what is there is offered; a severity may be that of rows that are told as one.
                    self.assertLessEqual(set(held), set(self.offered(field)))
                    for value in self.offered(field):
                        self.choose(**{field: value})
                        shown = self.shown()
                        self.assertEqual({each[field] for each in shown}, {value} & set(held), f"{field} {value}")
                        self.assertEqual(len(shown), held[value], f"{field} {value}")
                    self.choose(**{field: "*"})
                self.assertEqual(len(self.shown()), len(everything))

    def test_fields_narrow_together_and_say_how_far(self):
        page = self.open("faulty")
        everything = self.shown()
        self.choose(family="action", outcome="rejecting")
        shown = self.shown()
        self.assertEqual({(each["family"], each["outcome"]) for each in shown}, {("action", "rejecting")})
        self.assertIn(f"{len(shown)} of {len(everything)} ", page.evaluate("document.querySelector('.filter output').textContent"))
        # Nothing else asks for attention: no empty card, family or section is left.
        empty = page.apply(
            """selector => [...document.querySelectorAll(selector)].filter(each => !each.hidden && each.checkVisibility()
                 && !each.querySelector("[data-result]:not([hidden])") && !each.querySelector(".gates")).map(each => each.outerHTML.slice(0, 100))""",
            f"{hooks.CARD}, details[data-group]",
        )
        self.assertEqual(empty, [])

    def test_a_split_picks_its_results_and_its_findings(self):
        self.open("faulty")
        self.choose(split="val")
        shown = self.shown()
        self.assertTrue(shown)
        for each in shown:
            self.assertIn(each["split"], ["val", "", "train val", "val train"])
        findings = self.shown(f"{hooks.RESULT}[data-split=val] {hooks.FINDING}")
        self.assertEqual({each["split"] for each in findings}, {"val"})
        self.assertFalse([each for each in shown if each["split"] == "train"])

    def test_words_find_what_holds_all_of_them(self):
        self.open("faulty")
        self.choose(q="MILLIMETRES labels")
        shown = self.shown()
        self.assertTrue(any("rule/action/units/train" == each["id"] for each in shown))
        self.assertLess(len(shown), 40)
        self.choose(q="no such words anywhere")
        self.assertEqual(self.shown(), [])
        self.page.click(".filter button[type=reset]")
        self.page.settle()
        self.assertGreater(len(self.shown()), 100)

    def test_hostile_words_and_splits_are_only_words(self):
        page = self.open("hostile")
        self.choose(q="<img src=x onerror=alert(1)>")
        self.assertTrue(self.shown())
        split = [value for value in self.offered("split") if value not in ("train", "")]
        self.assertEqual(len(split), 1)
        self.choose(q="", split=split[0])
        self.assertTrue(self.shown())
        self.assertEqual(page.complaints(), [])

    def test_the_keyboard_does_not_leave_the_page(self):
        page = self.open("faulty")
        page.evaluate("document.querySelector('.filter [name=q]').focus()")
        page.type("units")
        page.press("Enter")
        page.settle()
        self.assertTrue(page.evaluate("location.href").endswith("report.html"))
        self.assertEqual(len(page.requests()), 1)


class Sorting(PageTestCase):
    # The table, its column, and a click on the column's head; what the column then reads, and every row of the table.
    SORT = """(index, column) => {
      const table = document.querySelectorAll("table.sortable")[index];
      const head = table.tHead.rows[0].cells[column];
      head.querySelector("button").click();
      const rows = [...table.tBodies[0].rows];
      return {
        direction: head.getAttribute("aria-sort"),
        marked: table.querySelectorAll("[aria-sort]").length,
        values: rows.map(row => row.cells[column].dataset.value).filter(each => each !== undefined).map(Number),
        words: rows.map(row => row.cells[column].textContent.trim()),
        rows: rows.map(row => row.textContent).sort(),
      };
    }"""

    def test_a_click_sorts_up_and_another_down(self):
        page = self.open("faulty")
        tables = page.evaluate(
            """[...document.querySelectorAll("table.sortable")].map((table, index) => ({index, rows: table.tBodies[0].rows.length,
                 numbers: [...table.tHead.rows[0].cells].findIndex((_, at) => table.tBodies[0].rows[0].cells[at].dataset.value !== undefined)}))
               .filter(each => each.rows > 2)"""
        )
        numbers = 0
        for table in tables:
            column = max(table["numbers"], 0)
            up, down = (page.apply(self.SORT, table["index"], column) for _ in range(2))
            self.assertEqual((up["direction"], down["direction"]), ("ascending", "descending"))
            self.assertEqual((up["marked"], down["marked"]), (1, 1))
            # Whatever the order, no row is lost.
            self.assertEqual(up["rows"], down["rows"])
            self.assertEqual(len(up["rows"]), table["rows"])
            self.assertEqual(up["values"], sorted(up["values"]))
            self.assertEqual(down["values"], sorted(down["values"], reverse=True))
            numbers += len(set(up["values"])) > 1
            # Whole columns of words: the outcomes of gates, the names of families.
            if column == 0 and len(set(up["words"])) == table["rows"]:
                self.assertEqual(up["words"], down["words"][::-1])
        self.assertGreater(numbers, 0)


class Turning(PageTestCase):
    # Where everything stands, in units of the drawing.
    POINTS = """[...document.querySelector("svg.turnable").querySelectorAll("[data-points]")].flatMap(part =>
      ["points", "cx", "cy", "x", "y"].flatMap(name => (part.getAttribute(name) ?? "").split(/[ ,]/).filter(Boolean).map(Number)))"""

    def test_a_view_in_space_turns_by_keys_and_by_the_mouse(self):
        page = self.open("faulty")
        page.evaluate("document.querySelector('svg.turnable').scrollIntoView({block: 'center', behavior: 'instant'})")
        before = page.evaluate(self.POINTS)
        page.evaluate("document.querySelector('svg.turnable').focus()")
        self.assertTrue(page.evaluate("document.activeElement.matches('svg.turnable')"))
        page.press("ArrowRight")
        turned = page.evaluate(self.POINTS)
        self.assertGreater(max(abs(a - b) for a, b in zip(before, turned, strict=True)), 1)
        # Back again by the script's formula, it stands where it was drawn without one: to a tenth, as written.
        page.press("ArrowLeft")
        self.assertLess(max(abs(a - b) for a, b in zip(before, page.evaluate(self.POINTS), strict=True)), 0.11)
        box = page.evaluate("(({x, y, width, height}) => [x + width / 2, y + height / 2])(document.querySelector('svg.turnable').getBoundingClientRect())")
        for kind, across in [("mousePressed", 0), ("mouseMoved", 30), ("mouseReleased", 30)]:
            page.call("Input.dispatchMouseEvent", type=kind, button="left", buttons=1, clickCount=1, x=box[0] + across, y=box[1])
        page.settle()
        self.assertGreater(max(abs(a - b) for a, b in zip(before, page.evaluate(self.POINTS), strict=True)), 1)
        self.assertEqual(page.complaints(), [])

    def test_it_stands_as_drawn_until_then(self):
        self.page.run_scripts(False)
        still = self.open("faulty").evaluate(self.POINTS)
        self.page.run_scripts(True)
        self.assertEqual(self.open("faulty").evaluate(self.POINTS), still)


class DeepLinks(PageTestCase):
    IN_SIGHT = """id => {
      const element = document.getElementById(id);
      const box = element.getBoundingClientRect();
      return element.checkVisibility() && box.bottom > 0 && box.top < innerHeight && box.height > 0;
    }"""

    def ids(self, case, selector):
        self.open(case)
        return self.page.apply("selector => [...document.querySelectorAll(selector)].map(each => each.id)", selector)

    def test_a_link_to_a_rule_or_a_finding_opens_what_it_lies_in(self):
        rules = self.ids("faulty", f"{hooks.RESULT}[id]")
        findings = self.ids("faulty", f"{hooks.FINDING}[id]")
        closed = self.page.apply("selector => [...document.querySelectorAll(selector)].filter(each => !each.checkVisibility()).map(each => each.id)",
                                 f"{hooks.FINDING}[id], {hooks.RESULT}[id]")
        self.assertTrue(closed, "nothing is closed, so opening it is not tested")
        for each in rules:
            self.assertRegex(each, r"^rule/[a-z-]+/[a-z-]+/")
        for each in [rules[0], rules[-1], findings[0], findings[-1], closed[0], closed[-1]]:
            with self.subTest(id=each):
                page = self.open("faulty", fragment=each)
                self.assertTrue(page.apply(self.IN_SIGHT, each))
                self.assertEqual(page.complaints(), [])

    def test_a_link_that_is_followed_later_opens_too_and_lifts_the_filter(self):
        page = self.open("faulty")
        page.evaluate("document.querySelector('.filter [name=q]').value = 'nothing has these words'")
        page.evaluate("document.querySelector('.filter [name=q]').dispatchEvent(new Event('input', {bubbles: true}))")
        target = "rule/action/units/val/3"
        page.evaluate(f"location.hash = '{target}'")
        page.settle()
        page.settle()
        self.assertTrue(page.apply(self.IN_SIGHT, target))

    def test_it_opens_where_the_browser_does_not_by_itself(self):
        """Chromium opens details when a link leads into them, others do not: here nothing is navigated, and the script alone reacts."""
        closed = self.ids("faulty", f"details:not([open]) {hooks.FINDING}[id]")
        page = self.page
        self.assertFalse(page.apply("id => document.getElementById(id).checkVisibility()", closed[0]))
        page.apply("id => history.replaceState(null, '', '#' + id)", closed[0])
        page.evaluate("dispatchEvent(new HashChangeEvent('hashchange'))")
        page.settle()
        self.assertTrue(page.apply(self.IN_SIGHT, closed[0]))

    def test_every_link_in_the_hostile_page_arrives(self):
        ids = self.ids("hostile", f"{hooks.RESULT}[id], {hooks.FINDING}[id]")
        for each in ids:
            self.assertRegex(each, r"^[A-Za-z0-9/._=-]+$")
        hidden_from_sight = [each for each in ids if "img" in each or "--" in each]
        self.assertTrue(hidden_from_sight)
        page = self.open("hostile", fragment=hidden_from_sight[0])
        self.assertTrue(page.apply(self.IN_SIGHT, hidden_from_sight[0]))

    def test_a_link_to_nothing_or_nonsense_does_nothing(self):
        for fragment in ["nowhere", "%E0%A4%A", "rule/<script>"]:
            with self.subTest(fragment=fragment):
                self.assertEqual(self.open("faulty", fragment=fragment).complaints(), [])


class Tools(PageTestCase):
    def test_everything_opens_and_closes_as_it_was(self):
        page = self.open("faulty")
        state = "[...document.querySelectorAll('details')].map(each => each.open)"
        before = page.evaluate(state)
        self.assertIn(False, before)
        page.click("[data-do=expand]")
        self.assertNotIn(False, page.evaluate(state))
        page.click("[data-do=expand]")
        self.assertEqual(page.evaluate(state), before)

    def test_the_theme_turns_against_the_system(self):
        page = self.open("faulty")
        seen = []
        for _ in range(4):
            seen.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
            page.click("[data-do=theme]")
        system, light, dark, again = seen
        self.assertEqual(system, light)
        self.assertNotEqual(light, dark)
        self.assertEqual(system, again)


class Turning(PageTestCase):
    """The view of a path that can be turned."""

    PARTS = """() => [...document.querySelectorAll("svg.turnable")[0].querySelectorAll("[data-points]")]
      .map(part => ["points", "cx", "cy", "x", "y"].map(name => part.getAttribute(name)).join(" "))"""

    def parts(self):
        return self.page.apply(self.PARTS)

    def look(self):
        """Opens what hides the first of them, and gives it the focus."""
        self.page.evaluate(
            """(() => {
              const drawing = document.querySelector("svg.turnable");
              for (let at = drawing; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
              drawing.focus();
            })()"""
        )

    def far(self, one, other):
        """How far two drawings are apart at most: points are written to a tenth."""
        numbers = [[float(number) for part in parts for number in part.replace(",", " ").split()] for parts in (one, other)]
        return max(abs(a - b) for a, b in zip(*numbers, strict=True))

    def test_arrow_keys_turn_it_and_the_script_draws_by_the_formula_that_drew_what_stood_there(self):
        page = self.open("faulty")
        self.look()
        self.assertTrue(page.evaluate("document.activeElement.matches('svg.turnable')"))
        before = self.parts()
        for there, back in [("ArrowLeft", "ArrowRight"), ("ArrowUp", "ArrowDown")]:
            page.press(there)
            self.assertGreater(self.far(before, self.parts()), 1)
            page.press(back)
            self.assertLess(self.far(before, self.parts()), 0.15)

    def test_dragging_turns_it(self):
        page = self.open("faulty")
        self.look()
        before = self.parts()
        page.evaluate(
            """(() => {
              const drawing = document.querySelector("svg.turnable");
              drawing.setPointerCapture = () => {};
              drawing.hasPointerCapture = () => true;
              drawing.dispatchEvent(new PointerEvent("pointerdown", {pointerId: 1}));
              drawing.dispatchEvent(new PointerEvent("pointermove", {pointerId: 1, movementX: 40, movementY: 0}));
            })()"""
        )
        self.assertGreater(self.far(before, self.parts()), 1)
