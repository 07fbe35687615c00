"""The page is one quiet file that anybody can read, with and without script, narrow and wide."""

from Browser import hooks
from Browser.support import PageTestCase
from Shared import reports

REPORTS = reports.READ

OPEN_EVERYTHING = "document.querySelectorAll('details').forEach(each => each.open = true)"


class Quiet(PageTestCase):
    def test_asks_for_nothing_but_itself_and_complains_of_nothing(self):
        for case in REPORTS:
            with self.report(case) as page:
                self.assertEqual(page.complaints(), [])
                self.assertEqual(page.requests(), [reports.written(case).html.as_uri()])

    def test_what_the_tests_listen_for_is_heard(self):
        page = self.open("faulty")
        page.evaluate("console.warn('heard'); setTimeout(() => { throw new Error('heard too') }); fetch('file:///nowhere').catch(() => 0)")
        page.settle()
        heard = " ".join(page.complaints())
        self.assertIn("console.warning: ['heard']", heard)
        self.assertIn("heard too", heard)
        self.assertIn("Connecting to 'file:///nowhere' violates", heard)

    def test_the_policy_refuses_a_script_a_style_and_a_picture_that_are_not_ours(self):
        page = self.open("hostile")
        # As parsed: what somebody would have smuggled into the file.
        added = page.evaluate(
            """(() => {
              const script = document.createElement("script");
              script.textContent = "window.smuggled = true";
              document.body.append(script);
              const style = document.createElement("style");
              style.textContent = "body { outline: 7px solid red }";
              document.body.append(style);
              const holder = document.createElement("div");
              holder.innerHTML = "<img src='file:///nowhere.png'><b onclick='window.smuggled = true'>x</b>";
              document.body.append(holder);
              holder.querySelector("b").click();
              return [window.smuggled ?? null, getComputedStyle(document.body).outlineWidth === "7px"];
            })()"""
        )
        self.assertEqual(added, [None, False])
        page.settle()
        refused = " ".join(page.complaints())
        for directive in ["script-src", "style-src", "img-src"]:
            self.assertIn(directive, refused)

    def test_data_never_becomes_markup(self):
        page = self.open("hostile")
        self.assertEqual(page.evaluate("document.querySelectorAll('script').length"), 1)
        self.assertEqual(page.evaluate("document.querySelectorAll('img[onerror], svg[onload], script[src], iframe, object').length"), 0)
        # The very markup is there to be read.
        page.evaluate(OPEN_EVERYTHING)
        self.assertIn("<img src=x onerror=alert(1)>", page.evaluate("document.querySelector('main').textContent"))


class WithoutScript(PageTestCase):
    def test_everything_is_there_and_details_open(self):
        page = self.page
        script_on = self.open("faulty").evaluate("document.querySelector('main').textContent.length")
        page.run_scripts(False)
        self.open("faulty")
        self.assertEqual(page.evaluate("document.querySelector('main').textContent.length"), script_on)
        shown = page.apply("selector => [...document.querySelectorAll(selector)].map(each => each.id.split('/').pop())", hooks.SECTION)
        self.assertEqual(shown, [each for each in hooks.SECTIONS if each in shown])
        self.assertLessEqual({*hooks.ALWAYS, "rejects", "loader"}, set(shown))
        self.assertTrue(page.apply("selector => [...document.querySelectorAll(selector)].every(each => each.checkVisibility())", hooks.SECTION))
        self.assertFalse(page.apply("selector => [...document.querySelectorAll(selector)].some(each => each.checkVisibility())", hooks.FILTER))
        self.assertFalse(page.evaluate("[...document.querySelectorAll('button')].some(each => each.checkVisibility())"))
        # A summary opens its details by itself.
        page.evaluate("document.querySelector('details:not([open]) > summary').id = 'closed'")
        page.evaluate("document.querySelector('#closed').scrollIntoView({block: 'center', behavior: 'instant'})")
        page.click("#closed")
        self.assertTrue(page.evaluate("document.querySelector('#closed').parentElement.open"))

    def test_tables_have_heads_and_captions_or_sections_that_name_them(self):
        self.page.run_scripts(False)
        page = self.open("faulty")
        self.assertGreater(page.evaluate("document.querySelectorAll('table').length"), 10)
        self.assertEqual(page.evaluate("[...document.querySelectorAll('table')].filter(each => !each.tHead).length"), 0)


class Layout(PageTestCase):
    def test_nothing_is_wider_than_the_window(self):
        for case in REPORTS:
            with self.report(case) as page:
                page.evaluate(OPEN_EVERYTHING)
                for theme in ["light", "dark"]:
                    for width in [320, 360, 768, 1200, 2400]:
                        page.show(width=width, theme=theme)
                        room, needed = page.evaluate("[document.scrollingElement.clientWidth, document.scrollingElement.scrollWidth]")
                        self.assertLessEqual(needed, room, f"{theme} at {width}")

    def test_dark_is_dark_and_light_is_light(self):
        page = self.open("faulty")
        light = []
        for theme in ["light", "dark"]:
            page.show(theme=theme)
            red, green, blue = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)")
            light.append(red + green + blue > 600)
        self.assertEqual(light, [True, False])


class Structure(PageTestCase):
    def test_headings_ids_and_links(self):
        for case in REPORTS:
            with self.report(case) as page:
                levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(each => Number(each.tagName[1]))")
                self.assertEqual(levels.count(1), 1)
                self.assertEqual(levels[0], 1)
                skips = [(a, b) for a, b in zip(levels, levels[1:]) if b > a + 1]
                self.assertEqual(skips, [])
                self.assertEqual(
                    page.evaluate(
                        "(ids => ids.filter((id, at) => ids.indexOf(id) !== at))([...document.querySelectorAll('[id]')].map(each => each.id))"
                    ),
                    [],
                )
                self.assertEqual(
                    page.evaluate(
                        "[...document.querySelectorAll('a[href]')].map(each => each.getAttribute('href')).filter(href => !href.startsWith('#')"
                        " || !document.getElementById(decodeURIComponent(href.slice(1))))"
                    ),
                    [],
                )
                self.assertEqual(page.evaluate("[...document.querySelectorAll('use')].filter(each =>"
                                               " !document.querySelector(each.getAttribute('href'))).length"), 0)

    def test_every_drawing_is_named_or_hidden(self):
        for case in REPORTS:
            with self.report(case) as page:
                unnamed = page.evaluate(
                    """[...document.querySelectorAll("svg")].filter(each => {
                      // A drawing within a drawing is part of it.
                  if (each.closest("[aria-hidden=true]") || each.parentElement.closest("svg")) return false;
                      const title = each.querySelector(":scope > title")?.textContent;
                      return each.getAttribute("role") !== "img" || !(title || each.getAttribute("aria-label") || each.getAttribute("aria-labelledby"));
                    }).map(each => each.outerHTML.slice(0, 200))"""
                )
                self.assertEqual(unnamed, [])

    def test_form_fields_have_names_and_labels(self):
        page = self.open("faulty")
        self.assertEqual(
            page.evaluate(
                "[...document.querySelectorAll('input, select, textarea')].filter(each => !(each.name || each.id)"
                " || !(each.labels.length || each.getAttribute('aria-label'))).map(each => each.outerHTML)"
            ),
            [],
        )
