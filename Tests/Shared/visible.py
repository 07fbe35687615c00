"""Text from data as every output must show it, written down again from what the outputs promise: nothing invisible, nothing that turns
the order of reading around, cut where it is long."""

HIDDEN = [
    range(0x00, 0x20),
    range(0x7F, 0xA0),
    [0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0xFEFF],
    range(0x2028, 0x202F),
    range(0x2060, 0x2070),
    range(0xFFF9, 0xFFFC),
    range(0xFDD0, 0xFDF0),
    range(0xE0000, 0xE0080),
]
SHORT = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}


def is_hidden(character):
    code = ord(character)
    return any(code in each for each in HIDDEN) or code & 0xFFFE == 0xFFFE


def line(text, limit=400):
    """In one line."""
    shown = "".join(SHORT.get(each) or (f"\\u{{{ord(each):x}}}" if is_hidden(each) else each) for each in text[:limit])
    return shown if len(text) <= limit else f"{shown}… ({len(text):,} characters, cut here)"
