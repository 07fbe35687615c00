"""What the tests hold on to in the page, in one place."""

# By the end of their ids, in the order in which a report with everything in it has them. The verdict stands before them all.
SECTIONS = ["gates", "rejects", "warnings", "errors", "unchecked", "held", "loader", "glance", "methods", "waivers"]
# Those that every report has.
ALWAYS = ["gates", "unchecked", "held", "glance", "methods"]

SECTION = "section.part"
VERDICT = ".verdict"
SKIP_LINK = "a.skip"
CARD = "article.card"
FILTER = "form.filter"
# A result says by attributes what the filter asks for: data-family, data-severity, data-outcome, data-split.
RESULT = "[data-result]"
FINDING = "tr[data-finding]"
SORTABLE = "table.sortable"
