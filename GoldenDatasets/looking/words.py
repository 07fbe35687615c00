"""Instructions, by plain definitions."""

import re


def look(texts, task, phrasings, here, alarm):
    if len(set(texts)) > 1:
        alarm("language/constant", *here)
    try:
        text = texts[0].decode()
    except UnicodeDecodeError:
        return alarm("language/text-hygiene", *here)
    if not text:
        return alarm("language/present", *here)
    phrasings.setdefault(task, set()).add(text)
    if re.search(r"[\x00-\x1f\x7f]|  |^ | $", text):
        alarm("language/text-hygiene", *here)
    if text == "do something":
        alarm("language/generic", *here)
    if "_" in text:
        alarm("language/identifier", *here)
