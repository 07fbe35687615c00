"""Edits of instructions, by name. Every step of an episode gets the same text."""

from deriving import wire

EPISODE_EDITS = {}

INSTRUCTION = "steps/language_instruction"


def edit(function):
    EPISODE_EDITS[function.__name__.replace("_", "-")] = function
    return function


def _put(episode, text):
    episode.put(INSTRUCTION, wire.BYTES, [text.encode()] * episode.steps)


@edit
def reword(dataset, wordings):
    """Each task's wordings in turn over its episodes. A wording is a text, or [text, how many times it comes in a row]."""
    turns = {}
    for task, texts in wordings.items():
        turns[task] = [text for each in texts for text in ([each] if isinstance(each, str) else [each[0]] * each[1])]
    seen = dict.fromkeys(turns, 0)
    for _, _, episode in dataset.numbered():
        task = episode.get("episode_metadata/task")[0].decode()
        _put(episode, turns[task][seen[task] % len(turns[task])])
        seen[task] += 1


@edit
def say_in_turn(dataset, ways):
    """Each way in turn over all episodes; {} is what stood there."""
    for number, (_, _, episode) in enumerate(dataset.numbered()):
        _put(episode, ways[number % len(ways)].replace("{}", episode.get(INSTRUCTION)[0].decode()))


@edit
def fill_a_template(dataset, template, fillings):
    """Another filling for {} in every episode."""
    episodes = list(dataset.numbered())
    if len(set(fillings)) < len(episodes):
        raise ValueError(f"{len(episodes)} episodes, and {len(set(fillings))} fillings")
    for (_, _, episode), filling in zip(episodes, fillings):
        _put(episode, template.replace("{}", filling))
