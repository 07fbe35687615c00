"""Baseline JPEG down to its quantised cosine coefficients and back (ITU-T T.81), in the standard library alone. Reading and writing again
loses nothing, so that an edit of coefficients is the only thing that changes in a picture.

Read is what tf.io.encode_jpeg writes: one scan, eight bits, Huffman, no restarts.
"""

from dataclasses import dataclass
import struct

from deriving import huffman


def _zigzag():
    """Place in a row-major block of each coefficient in the order of the file."""
    diagonals = sorted((u + v, u if (u + v) % 2 else v, u, v) for u in range(8) for v in range(8))
    return [8 * u + v for _, _, u, v in diagonals]


ZIGZAG = _zigzag()
START, END = b"\xff\xd8", b"\xff\xd9"


class NoSuchCode(ValueError):
    """Bits that no Huffman code begins with."""


@dataclass
class Component:
    number: int
    across: int  # blocks in a unit of the scan, beside each other
    down: int  # and one below the other
    table: int  # of quantisation
    blocks: list  # rows of blocks, each 64 quantised coefficients row by row: vertical frequency, then horizontal


@dataclass
class Picture:
    width: int
    height: int
    tables: dict  # number to 64 steps of quantisation, row by row
    components: list  # Y, Cb, Cr; or grey alone


def segments(data):
    """(marker, body) of each segment up to the scan, then (SOS, header) and the scan's bytes."""
    if data[:2] != START:
        raise ValueError("not a JPEG")
    at = 2
    while True:
        if data[at] != 0xFF:
            raise ValueError(f"no marker at byte {at}")
        marker, size = data[at + 1], struct.unpack_from(">H", data, at + 2)[0]
        yield marker, data[at + 4 : at + 2 + size]
        at += 2 + size
        if marker == 0xDA:
            yield None, data[at:]
            return


def scan_at(data):
    """Where the scan's bytes begin."""
    return len(data) - len([body for marker, body in segments(data) if marker is None][0])


def read(data):
    tables, trees, components = {}, {}, []
    for marker, body in segments(data):
        if marker == 0xDB:
            for at in range(0, len(body), 65):
                if body[at] >> 4:
                    raise ValueError("a table of 16 bits")
                steps = [0] * 64
                for place, step in zip(ZIGZAG, body[at + 1 : at + 65]):
                    steps[place] = step
                tables[body[at] & 15] = steps
        elif marker == 0xC4:
            at = 0
            while at < len(body):
                counts = body[at + 1 : at + 17]
                symbols = body[at + 17 : at + 17 + sum(counts)]
                trees[body[at]] = huffman.codes(counts, symbols)
                at += 17 + len(symbols)
        elif marker == 0xC0:
            height, width = struct.unpack_from(">HH", body, 1)
            for at in range(6, len(body), 3):
                number, sampling, table = body[at : at + 3]
                components.append(Component(number, sampling >> 4, sampling & 15, table, []))
        elif marker == 0xDA:
            uses = {body[at]: (body[at + 1] >> 4, body[at + 1] & 15) for at in range(1, 1 + 2 * body[0], 2)}
        elif marker is None:
            picture = Picture(width, height, tables, components)
            _read_scan(picture, [(trees[uses[c.number][0]], trees[16 | uses[c.number][1]]) for c in components], body)
            return picture
        elif not (marker == 0xFE or 0xE0 <= marker <= 0xEF):
            raise ValueError(f"marker {marker:02x} is not of a plain baseline JPEG")


def _units(picture):
    """Units of the scan in a row, and rows of them. A picture of one component has units of one block."""
    if len(picture.components) == 1:
        picture.components[0].across = picture.components[0].down = 1
    across, down = (max(getattr(c, side) for c in picture.components) for side in ("across", "down"))
    return -(-picture.width // (8 * across)), -(-picture.height // (8 * down))


def _order(picture):
    """(component's index, row, column) of each block as they stand in the scan."""
    columns, rows = _units(picture)
    for y in range(rows):
        for x in range(columns):
            for index, c in enumerate(picture.components):
                for row in range(c.down):
                    for column in range(c.across):
                        yield index, y * c.down + row, x * c.across + column


def _read_scan(picture, trees, data):
    end = data.find(END)
    if end < 0:
        raise ValueError("no end")
    scan = data[:end].replace(b"\xff\x00", b"\xff")
    bits = f"{int.from_bytes(scan, 'big'):0{8 * len(scan)}b}"
    columns, rows = _units(picture)
    for c in picture.components:
        c.blocks = [[None] * (columns * c.across) for _ in range(rows * c.down)]
    before, at = [0] * len(picture.components), 0

    def symbol(tree):
        nonlocal at
        for length in range(1, 17):
            found = tree.get(bits[at : at + length])
            if found is not None:
                at += length
                return found
        raise NoSuchCode("no such code")

    def number(size):
        """`size` bits: the upper half of their range stands for itself, the lower for what lies as far below zero."""
        nonlocal at
        if not size:
            return 0
        value = int(bits[at : at + size], 2)
        at += size
        return value if value >> (size - 1) else value - (1 << size) + 1

    for index, row, column in _order(picture):
        block, (level, waves) = [0] * 64, trees[index]
        before[index] += number(symbol(level))
        block[0], place = before[index], 1
        while place < 64:
            found = symbol(waves)
            if found == 0:
                break
            place += found >> 4
            if place > 63:
                raise ValueError("a block of more than 64 coefficients")
            if found & 15:
                block[ZIGZAG[place]] = number(found & 15)
            place += 1
        picture.components[index].blocks[row][column] = block
    if len(bits) - at > 7:
        raise ValueError("bytes behind the last block")


def _segment(marker, body):
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def _size(value):
    return abs(value).bit_length()


def _symbols(block, before):
    """(symbol, value, its bits) of one block; the first is the level's."""
    level = block[0] - before
    yield _size(level), level
    run, waves = 0, [block[place] for place in ZIGZAG[1:]]
    while waves and waves[-1] == 0:
        waves.pop()
    for value in waves:
        if value == 0:
            run += 1
            continue
        while run > 15:
            yield 0xF0, 0
            run -= 16
        yield run << 4 | _size(value), value
        run = 0
    if len(waves) < 63:
        yield 0, 0


def write(picture):
    """Huffman codes are made for this picture, one pair for Y and one for Cb and Cr."""
    before, coded = [0] * len(picture.components), []
    frequencies = {}
    for index, row, column in _order(picture):
        block = picture.components[index].blocks[row][column]
        for place, (symbol, value) in enumerate(_symbols(block, before[index])):
            tree = (16 if place else 0) | (index > 0)
            coded.append((tree, symbol, value))
            counts = frequencies.setdefault(tree, {})
            counts[symbol] = counts.get(symbol, 0) + 1
        before[index] = block[0]
    tables = {tree: huffman.table(counts) for tree, counts in sorted(frequencies.items())}
    words = {tree: {symbol: code for code, symbol in huffman.codes(*table).items()} for tree, table in tables.items()}
    bits = []
    for tree, symbol, value in coded:
        bits.append(words[tree][symbol])
        if size := _size(value):
            bits.append(f"{value if value > 0 else value + (1 << size) - 1:0{size}b}")
    text = "".join(bits)
    text += "1" * (-len(text) % 8)
    scan = int(text, 2).to_bytes(len(text) // 8, "big").replace(b"\xff", b"\xff\x00")
    out = [START, _segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")]
    for number in sorted({c.table for c in picture.components}):
        out.append(_segment(0xDB, bytes([number]) + bytes(picture.tables[number][place] for place in ZIGZAG)))
    parts = b"".join(bytes([c.number, c.across << 4 | c.down, c.table]) for c in picture.components)
    out.append(_segment(0xC0, struct.pack(">BHHB", 8, picture.height, picture.width, len(picture.components)) + parts))
    for tree, (counts, symbols) in tables.items():
        out.append(_segment(0xC4, bytes([tree, *counts, *symbols])))
    uses = b"".join(bytes([c.number, 0x11 * (index > 0)]) for index, c in enumerate(picture.components))
    out.append(_segment(0xDA, bytes([len(picture.components)]) + uses + b"\0\x3f\0"))
    return b"".join(out) + scan + END
