#!/usr/bin/env python3
"""Takes a picture of a report, for looking at it and for the README.

    python3 Tests/Browser/screenshot.py report.html page.png --width 1200 --theme dark
    python3 Tests/Browser/screenshot.py report.html page.png --full            from top to bottom
    python3 Tests/Browser/screenshot.py report.html card.png --selector .card  one element
    python3 Tests/Browser/screenshot.py report.html page.pdf                   as it prints
"""

import argparse
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from Browser.chromium import Chromium  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("report", type=pathlib.Path, metavar="REPORT.html")
    parser.add_argument("out", type=pathlib.Path, metavar="OUT.png")
    parser.add_argument("--width", type=int, default=1200)
    parser.add_argument("--height", type=int, default=900)
    parser.add_argument("--theme", choices=["light", "dark"], default="light")
    parser.add_argument("--full", action="store_true", help="the whole page, however long")
    parser.add_argument("--selector", help="the first element that this CSS selector finds")
    parser.add_argument("--fragment", default="", help="what stands behind the # of the address")
    parser.add_argument("--open", action="store_true", help="open all details first")
    parser.add_argument("--scale", type=float, default=1, help="pixels of the picture to one of the page")
    options = parser.parse_args()
    with Chromium() as browser, browser.tab() as page:
        page.show(options.width, options.height, options.theme)
        page.open(options.report, options.fragment)
        if options.open:
            page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
            page.settle()
        if options.out.suffix == ".pdf":
            options.out.write_bytes(page.pdf())
            return
        clip = None
        if options.full or options.selector:
            # In a window that holds the whole page: what stands below the window is laid out anew while it is taken.
            page.show(options.width, page.evaluate("document.scrollingElement.scrollHeight"), options.theme)
        if options.selector:
            clip = page.apply(
                """selector => {
                  const box = document.querySelector(selector)?.getBoundingClientRect();
                  return box && {x: box.x + scrollX, y: box.y + scrollY, width: box.width, height: box.height};
                }""",
                options.selector,
            )
            if clip is None:
                sys.exit(f"nothing in the page is {options.selector}")
        options.out.write_bytes(page.screenshot(clip, options.scale))


if __name__ == "__main__":
    main()
