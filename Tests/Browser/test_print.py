"""Printed, the page is a contract's annex: all of it, numbered, with the digest of the data on every sheet."""

import re
import subprocess

from Browser import hooks
from Browser.support import PageTestCase
from Shared import reports

# Read sheet by sheet in the order of painting, cell after cell; white space is where lines happen to break.
CELLS = """[...document.querySelectorAll("table tbody tr")].map(row =>
  [...row.cells].map(cell => cell.innerText.replace(/\\\\s+/g, "")).filter(text => text !== ""))"""


def squeezed(text):
    return re.sub(r"\s+", "", text)


class Print(PageTestCase):
    def sheets(self, case):
        """The text of each sheet, without white space."""
        path = reports.scratch() / f"{case}.pdf"
        path.write_bytes(self.page.pdf())
        text = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", path, "-"], capture_output=True, check=True, text=True).stdout
        return [squeezed(sheet) for sheet in text.split("\f")[:-1]]

    def test_every_sheet_carries_its_number_and_the_digest(self):
        for case in ["clean", "faulty", "delivery"]:
            with self.report(case):
                digest = reports.written(case).json["runs"][0]["dataset"]["digest"]
                sheets = self.sheets(case)
                self.assertGreater(len(sheets), 3)
                for number, sheet in enumerate(sheets, 1):
                    self.assertIn(f"page{number}of{len(sheets)}", sheet)
                    self.assertIn(squeezed(digest), sheet)

    def test_everything_is_printed_and_no_row_is_torn(self):
        # Without script too: what prints must not hang on it.
        for scripts in [True, False]:
            self.page.run_scripts(scripts)
            for case in ["faulty", "delivery"]:
                with self.subTest(scripts=scripts), self.report(case) as page:
                    sheets = self.sheets(case)
                    everything = "".join(sheets)
                    headings = page.evaluate("[...document.querySelectorAll('h1, h2, h3')].map(each => each.textContent)")
                    self.assertGreater(len(headings), 10)
                    for heading in headings:
                        self.assertIn(squeezed(heading), everything)
                    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
                    rows = page.evaluate(CELLS.replace("\\\\", "\\"))
                    self.assertGreater(len(rows), 200)
                    torn = [row for row in rows if not any(all(squeezed(cell) in sheet for cell in row) for sheet in sheets)]
                    self.assertEqual(torn[:3], [])

    def test_what_was_closed_is_closed_again(self):
        page = self.open("faulty")
        state = "[...document.querySelectorAll('details')].map(each => each.open)"
        before = page.evaluate(state)
        page.pdf()
        page.settle()
        self.assertEqual(page.evaluate(state), before)

    def test_tools_and_lists_of_links_stay_on_the_screen(self):
        page = self.open("faulty")
        page.call("Emulation.setEmulatedMedia", media="print")
        for selector in ["nav", ".tools", hooks.FILTER]:
            self.assertFalse(page.apply("selector => document.querySelector(selector).checkVisibility()", selector), selector)
        self.assertEqual(page.evaluate("[...new Set([...document.querySelectorAll('tbody tr')].map(each => getComputedStyle(each).breakInside))]"), ["avoid"])
        # Paper is white, whatever the screen was.
        page.call("Emulation.setEmulatedMedia", media="print", features=[{"name": "prefers-color-scheme", "value": "dark"}])
        self.assertEqual(page.evaluate("getComputedStyle(document.body).backgroundColor"), "rgb(255, 255, 255)")
