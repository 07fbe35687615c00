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
    def test_a_click_sorts_up_and_another_down(self):
        page = self.open("faulty")
        column = """index => {
          const table = document.querySelectorAll("table.sortable")[index];
          return [...table.tBodies[0].rows].map(row => row.id || row.textContent);
        }"""
        tables = page.evaluate(
            """[...document.querySelectorAll("table.sortable")].map((table, index) => ({index, rows: table.tBodies[0].rows.length,
                 number: [...table.tHead.rows[0].cells].findIndex(each => each.classList.contains("number"))}))
               .filter(each => each.rows > 5)"""
        )
        self.assertTrue(tables)
        for table in tables:
            index, at = table["index"], max(table["number"], 0)
            before = page.apply(column, index)
            button = f"document.querySelectorAll('table.sortable')[{index}].tHead.rows[0].cells[{at}].querySelector('button')"
            page.evaluate(f"{button}.closest('table').querySelectorAll('details, summary').length")
            values = (
                "[...document.querySelectorAll('table.sortable')][INDEX].tBodies[0].rows".replace("INDEX", str(index))
            )
            read = f"[...{values}].map(row => row.cells[{at}].dataset.value === undefined ? row.cells[{at}].textContent.trim() : Number(row.cells[{at}].dataset.value))"
            for direction, sign in [("ascending", 1), ("descending", -1)]:
                page.evaluate(f"{button}.click()")
                self.assertEqual(page.evaluate(f"{button}.closest('th').getAttribute('aria-sort')"), direction)
                cells = page.evaluate(read)
                if all(isinstance(each, (int, float)) for each in cells):
                    self.assertEqual(cells, sorted(cells, reverse=sign < 0))
                self.assertEqual(sorted(page.apply(column, index)), sorted(before))
            self.assertEqual(page.evaluate(f"{button}.closest('tr').querySelectorAll('[aria-sort]').length"), 1)
        self.assertTrue(any(table["number"] >= 0 for table in tables))


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
