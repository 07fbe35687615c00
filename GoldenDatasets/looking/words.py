"""Instructions, by plain definitions."""

import collections
import re

STAND_INS = {"do something", "complete the task"}
MOTIONS = {"move left", "close the gripper"}
# What the bases' instructions and those derived from them begin with where they describe.
DESCRIPTIONS = re.compile(r"(the|a|an) |\w{3,}ing |(carrot|cup|block) ")
GRASPS = re.compile(r"(pick|put|place|take|grab|stow) ")


def plain(text):
    return re.sub(r"\s+", " ", text.lower()).strip(" .")


def look(texts, task, said, here, alarm):
    """One episode; what it says goes into `said`, by task."""
    if len(set(texts)) > 1:
        alarm("language/constant", *here)
    try:
        text = texts[0].decode()
    except UnicodeDecodeError:
        return alarm("language/text-hygiene", *here)
    if not text:
        return alarm("language/present", *here)
    said.append((here, task.decode(), text))
    if re.search(r"[\x00-\x1f\x7f]|  |^ | $", text):
        alarm("language/text-hygiene", *here)
    if plain(text) in STAND_INS:
        alarm("language/generic", *here)
    if "_" in text:
        alarm("language/identifier", *here)
    if plain(text) in MOTIONS:
        alarm("language/sub-step", *here)
    if "_" not in text and plain(text) not in STAND_INS and text.isascii() and not 3 <= len(text.split()) <= 25:
        alarm("language/length", *here)


def look_at_grasp(text, commands, states, here, alarm):
    """A gripper that never moves although the words ask for it."""
    if GRASPS.match(plain(text.decode(errors="replace"))) and len(commands) >= 20 and len(set(commands)) == 1 and max(states) - min(states) < 0.05:
        alarm("language/motion", *here)


def look_together(said, alarm):
    """What shows in all instructions of a dataset."""
    if not said:
        return
    texts = [text for _, _, text in said]
    phrasings = collections.defaultdict(collections.Counter)
    for _, task, text in said:
        phrasings[task][plain(text)] += 1
    # Of a few episodes, none is short of phrasings.
    if any(len(counts) < 3 and sum(counts.values()) >= 6 for counts in phrasings.values()):
        alarm("language/diversity")
    for counts in phrasings.values():
        if len(counts) >= 3 and sum(counts.values()) >= 20 and max(counts.values()) > 0.8 * sum(counts.values()):
            alarm("language/top-string")
    if len({text for text in texts}) > len({plain(text) for text in texts}):
        alarm("language/case-fold")
    if sum(bool(DESCRIPTIONS.match(plain(text))) for text in texts) > 0.1 * len(texts):
        alarm("language/imperative")
    if sum(bool(re.match(r"\w+ (it|this) ", plain(text))) for text in texts) > 0.2 * len(texts):
        alarm("language/specificity")
    distinct = {plain(text) for text in texts}
    words = collections.Counter(word for text in distinct for word in set(text.split()))
    frame = {word for word, count in words.items() if count >= 0.9 * len(distinct)}
    if len(distinct) >= 20 and len(frame - {"the", "a", "on", "in", "to"}) and len(frame) > 1:
        alarm("language/template")
    # A text of one task, under a task whose name and texts share no noun with it.
    for here, task, text in said:
        things = set(re.findall("carrot|cup|block", text))
        others = {other for other, counts in phrasings.items() if counts[plain(text)]} - {task}
        if others and things and not things & set(task.split("-")) and any(things & set(other.split("-")) for other in others):
            alarm("language/conflict", *here)
