"""Instructions, by plain definitions."""

import re

GENERIC = {"do something", "complete the task"}


def look(texts, task, phrasings, here, alarm):
    if len(set(texts)) > 1:
        alarm("language/constant", *here)
    try:
        text = texts[0].decode()
    except UnicodeDecodeError:
        return alarm("language/text-hygiene", *here)
    if not text:
        return alarm("language/present", *here)
    phrasings.setdefault(task, []).append(text)
    if re.search(r"[\x00-\x1f\x7f]|  |^ | $", text):
        alarm("language/text-hygiene", *here)
    if text.lower().rstrip(".") in GENERIC:
        alarm("language/generic", *here)
    if "_" in text:
        alarm("language/identifier", *here)


def are_few(phrasings):
    """Whether a task of more than three episodes has fewer than three phrasings."""
    return any(len(said) > 3 and len(set(said)) < 3 for said in phrasings.values())
