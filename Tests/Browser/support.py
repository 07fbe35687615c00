"""One browser for all tests of a run, and a tab for each."""

import atexit
import contextlib
import functools
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from Browser.chromium import Chromium  # noqa: E402
from Shared import reports  # noqa: E402


@functools.cache
def browser():
    chromium = Chromium()
    atexit.register(chromium.close)
    return chromium


class PageTestCase(unittest.TestCase):
    """A test that looks at reports in a browser. `self.page` is a tab that nobody used before."""

    longMessage = True
    maxDiff = None

    def setUp(self):
        self.page = browser().tab()
        self.addCleanup(self.page.close)
        self.page.show()

    def open(self, case, fragment=""):
        self.page.open(reports.written(case).html, fragment)
        return self.page

    @contextlib.contextmanager
    def report(self, case):
        """One of several reports that a test goes through; a failure says which."""
        with self.subTest(report=case):
            yield self.open(case)
