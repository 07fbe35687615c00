"""The page opens at once however large the data: its bytes and elements are bounded, not its numbers."""

from Browser import hooks
from Browser.support import PageTestCase
from Shared import crowd, reports

BYTES = 2_000_000
ELEMENTS = 30_000


class Budget(PageTestCase):
    def test_many_episodes_with_many_faults_stay_within_it(self):
        with self.report("crowd") as page:
            report = reports.written("crowd").html
            self.assertLess(report.stat().st_size, BYTES)
            self.assertLess(page.evaluate("document.querySelectorAll('*').length"), ELEMENTS)
            self.assertEqual(page.complaints(), [])
            text = page.evaluate("document.querySelector('main').textContent")
            # What is cut is said, and counts are of everything.
            self.assertIn("To keep this page readable", text)
            self.assertIn(f"{crowd.EPISODES:,} episodes", text)
            self.assertGreater(page.apply("selector => document.querySelectorAll(selector).length", hooks.FINDING), 100)

    def test_several_targets_stay_within_it(self):
        page = self.open("targets")
        self.assertLess(reports.written("targets").html.stat().st_size, BYTES)
        self.assertLess(page.evaluate("document.querySelectorAll('*').length"), ELEMENTS)
