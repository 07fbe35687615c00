"""What the tests hold on to in the page, in one place."""

# One section each, by the end of their ids, in the order in which a report with everything in it has them.
SECTIONS = ["rejects", "errors", "warnings", "unchecked", "waived", "looked", "loader", "rules", "roles", "identity"]

SECTION = "section.part"
VERDICT = ".verdict"
SKIP_LINK = "a.skip"
CARD = "article.card"
ROW = "tr[data-outcome]"
FILTER = ".filter"
SUMMARY = "summary"
