#!/usr/bin/env python3
"""Runs the tests that look at Cupel from outside: the page in a browser, the reports through their readers, the recipes for CI.

    python3 Tests/run.py                      all of them
    python3 Tests/run.py Browser Readers      some folders
    python3 Tests/run.py Browser.test_page    one module, class or test, named as unittest names them
"""

import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
FOLDERS = sorted({path.parent.name for path in HERE.glob("*/test_*.py")})


def suite(words):
    sys.path.insert(0, str(HERE))
    loader = unittest.TestLoader()
    found = unittest.TestSuite()
    for word in words or FOLDERS:
        if (HERE / word).is_dir():
            for path in sorted((HERE / word).glob("test_*.py")):
                found.addTests(loader.loadTestsFromName(f"{word}.{path.stem}"))
        else:
            found.addTests(loader.loadTestsFromName(word))
    return found


class Result(unittest.TextTestResult):
    """As unittest prints it, with a line for each failure that a log can be searched for, and a count of what held."""

    held = 0

    def addSuccess(self, test):
        super().addSuccess(test)
        self.held += 1


def main():
    result = unittest.TextTestRunner(resultclass=Result, verbosity=1).run(suite(sys.argv[1:]))
    broken = result.failures + result.errors + [(test, "expected to fail") for test in result.unexpectedSuccesses]
    for test, trace in broken:
        print(f"error: {test}: {trace.strip().splitlines()[-1][:500]}")
    names = {str(getattr(test, "test_case", test)) for test, _ in broken}
    print(f"outside: {result.held} passed, {len(names)} failed" + (f", {len(result.skipped)} skipped" if result.skipped else ""))
    sys.exit(1 if broken or result.held == 0 or result.skipped else 0)


if __name__ == "__main__":
    main()
