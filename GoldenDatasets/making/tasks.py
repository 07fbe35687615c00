"""Tasks and how people word them."""

TASKS = [
    (
        "carrot-on-plate",
        [
            "put the carrot on the plate",
            "place the orange carrot onto the plate",
            "pick up the carrot and set it on the plate",
            "move the carrot over to the plate",
            "grab the carrot and leave it on the plate",
        ],
    ),
    (
        "cup-in-sink",
        [
            "put the blue cup in the sink",
            "move the cup from the table into the sink",
            "take the blue cup and drop it in the sink",
            "place the cup inside the sink",
            "carry the blue cup to the sink",
        ],
    ),
    (
        "block-in-drawer",
        [
            "put the red block in the top drawer",
            "place the small red block inside the drawer",
            "pick up the block and store it in the top drawer",
            "stow the red block in the open drawer",
            "lay the block down in the drawer",
        ],
    ),
]


def task(episode, phrasings=5):
    """(task, instruction) of an episode: tasks in turn, and within a task its phrasings in turn."""
    name, wordings = TASKS[episode % len(TASKS)]
    return name, wordings[episode // len(TASKS) % phrasings]
