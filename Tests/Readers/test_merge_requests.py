"""What a merge request shows: GitLab's code quality report, Markdown, and the annotations of GitHub Actions, read as those services do."""

import collections
import html.parser
import json
import re
import unittest

import markdown_it

from Shared import hostile, reports, visible

PAUSE = "\u200b"


def told(case, *outcomes):
    return [(run, rule) for run in reports.written(case).json["runs"] for rule in run["rules"] if rule["outcome"] in outcomes]


class CodeQuality(unittest.TestCase):
    def test_one_entry_for_each_result_that_did_not_hold(self):
        for case in reports.READ:
            with self.subTest(report=case):
                entries = json.loads(reports.written(case).path("gitlab.json").read_bytes())
                self.assertEqual(
                    collections.Counter(each["check_name"] for each in entries),
                    collections.Counter(rule["id"] for _, rule in told(case, "fail", "error")),
                )
                self.assertEqual(len({each["fingerprint"] for each in entries}), len(entries))
                for each in entries:
                    self.assertEqual(set(each), {"description", "check_name", "fingerprint", "severity", "location"})
                    self.assertIn(each["severity"], ("info", "minor", "major", "critical", "blocker"))
                    self.assertGreaterEqual(each["location"]["lines"]["begin"], 1)
                    self.assertFalse(each["location"]["path"].startswith(("/", "./")))
                rejected = reports.written(case).json["verdict"] == "reject"
                self.assertEqual(any(each["severity"] == "critical" for each in entries), rejected)


class Elements(html.parser.HTMLParser):
    """The tags and attributes of what Markdown became, and its text."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.text = collections.Counter(), set(), []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags[tag] += 1
        self.attributes |= set(attributes)

    def handle_data(self, data):
        self.text.append(data)

    def handle_comment(self, data):
        self.tags["comment"] += 1


class Markdown(unittest.TestCase):
    HARMLESS = {
        "h1", "h2", "h3", "h4", "p", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "strong", "em", "code", "pre", "details", "summary", "span", "br",
    }

    def rendered(self, case):
        """With HTML let through, as GitHub and GitLab do before they clean it: nothing may be there to clean."""
        reader = markdown_it.MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
        return Elements(reader.render(reports.written(case).path("md").read_bytes().decode("utf-8", errors="strict")))

    def test_data_never_becomes_markup(self):
        for case in reports.READ:
            with self.subTest(report=case):
                elements = self.rendered(case)
                self.assertLessEqual(set(elements.tags), self.HARMLESS)
                self.assertLessEqual({name for name, _ in elements.attributes}, {"style"})
                self.assertLessEqual({value for name, value in elements.attributes if name == "style"}, {"text-align:right", "text-align:left"})
                self.assertEqual(elements.tags["details"], elements.tags["summary"])

    def test_it_says_what_was_found(self):
        for case in reports.READ:
            with self.subTest(report=case):
                text = "".join(self.rendered(case).text).replace(PAUSE, "")
                for _, rule in told(case, "fail"):
                    self.assertIn(visible.line(rule["found"], 300).split("… (")[0].replace(PAUSE, ""), text)
                    self.assertIn(rule["id"], text)

    def test_tables_are_whole(self):
        """A bar in a text would open a column."""
        for case in reports.READ:
            with self.subTest(report=case):
                reader = markdown_it.MarkdownIt("commonmark", {"html": True}).enable("table")
                columns = rows = 0
                width = None
                for token in reader.parse(reports.written(case).path("md").read_text()):
                    if token.type == "thead_open":
                        width = None
                    elif token.type == "tr_open":
                        columns = 0
                    elif token.type in ("th_open", "td_open"):
                        columns += 1
                    elif token.type == "tr_close":
                        width = width or columns
                        self.assertEqual(columns, width)
                        rows += 1
                self.assertGreater(rows, 10)


class GitHubActions(unittest.TestCase):
    """As the runner reads the output of a step: line by line, unless it was told to stop."""

    COMMAND = re.compile(r"^::([a-z-]+)(?: (.*?))?::(.*)$")

    def run_in_actions(self, case):
        folder = reports.scratch() / case
        summary = folder / "summary.md"
        summary.unlink(missing_ok=True)
        # Pictures are for the page, and none is asked for here.
        words = [word for word in reports.written(case).words if word != "--thumbnails"]
        status, output, errors = reports.cupel(
            "check", *words, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(summary), GITHUB_WORKSPACE=str(reports.ROOT)
        )
        self.assertEqual(status, reports.written(case).status, errors)
        return output.decode("utf-8"), summary.read_text()

    def commands(self, output):
        found, token = [], None
        # The runner takes a carriage return for the end of a line too.
        for line in re.split(r"\r\n|\r|\n", output):
            match = self.COMMAND.match(line.strip())
            if token is not None:
                if line.strip() == f"::{token}::":
                    token = None
            elif match and match[1] == "stop-commands":
                token = match[3]
            elif match:
                properties = dict(each.split("=", 1) for each in (match[2] or "").split(",") if each)
                found.append((match[1], {name: self.decoded(value) for name, value in properties.items()}, self.decoded(match[3])))
        self.assertIsNone(token, "commands stay switched off for the steps that follow")
        return found

    def decoded(self, text):
        return text.replace("%3A", ":").replace("%2C", ",").replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")

    def test_annotations_are_those_of_the_report_and_no_others(self):
        for case in reports.READ:
            with self.subTest(report=case):
                output, _ = self.run_in_actions(case)
                commands = self.commands(output)
                self.assertLessEqual({name for name, _, _ in commands}, {"error", "warning"})
                for level in ["error", "warning"]:
                    self.assertLessEqual(sum(name == level for name, _, _ in commands), 10)
                ids = {rule["id"] for _, rule in told(case, "fail", "error")}
                for _, properties, _ in commands:
                    self.assertEqual(set(properties), {"file", "line", "title"})
                    self.assertIn(properties["title"].split(" [")[0], ids)
                rejected = reports.written(case).json["verdict"] == "reject"
                self.assertEqual(any(name == "error" for name, _, _ in commands), rejected)

    def test_the_summary_is_the_markdown(self):
        _, summary = self.run_in_actions("hostile")
        self.assertLess(len(summary.encode()), 1 << 20)
        self.assertNotIn("<script", summary)
        self.assertIn("&lt;script", summary)
        self.assertNotIn(hostile.CONTROLS, summary)
