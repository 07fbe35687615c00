"""TFRecord framing and tf.train.Example, in the standard library alone.

A record: uint64 length | masked CRC-32C of the length | payload | masked CRC-32C of the payload, little-endian.
An Example: { 1: Features { 1: map entry { 1: key, 2: Feature { 1: bytes list | 2: float list | 3: int64 list } } } }.
"""

import struct


def _crc_table():
    table = []
    for byte in range(256):
        for _ in range(8):
            byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)
        table.append(byte)
    return tuple(table)


CRC_TABLE = _crc_table()


def masked_crc(data):
    """CRC-32C (Castagnoli, reflected), rotated and offset as TFRecord stores it."""
    crc, table = 0xFFFFFFFF, CRC_TABLE
    for byte in data:
        crc = crc >> 8 ^ table[(crc ^ byte) & 0xFF]
    crc ^= 0xFFFFFFFF
    return ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF


def frame(payload):
    length = struct.pack("<Q", len(payload))
    return length + struct.pack("<I", masked_crc(length)) + payload + struct.pack("<I", masked_crc(payload))


def frames(data):
    """(start, end) of each frame of an undamaged file."""
    at, spans = 0, []
    while at < len(data):
        end = at + 12 + struct.unpack_from("<Q", data, at)[0] + 4
        if end > len(data):
            raise ValueError("not a whole TFRecord file")
        spans.append((at, end))
        at = end
    return spans


def varint(value):
    value &= (1 << 64) - 1
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def read_varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


def field(number, content):
    """A length-delimited field."""
    return varint(number << 3 | 2) + varint(len(content)) + content


def fields(data):
    """(number, content) of a message that holds length-delimited fields only."""
    at = 0
    while at < len(data):
        tag, at = read_varint(data, at)
        if tag & 7 != 2:
            raise ValueError(f"wire type {tag & 7} where a length was expected")
        size, at = read_varint(data, at)
        yield tag >> 3, data[at : at + size]
        at += size


BYTES, FLOATS, INTS = "bytes", "floats", "ints"
KINDS = {1: BYTES, 2: FLOATS, 3: INTS}
NUMBERS = {kind: number for number, kind in KINDS.items()}


def read_feature(data):
    """(kind, values) of one Feature as TFDS writes them, packed."""
    for number, content in fields(data):
        kind = KINDS[number]
        if kind == BYTES:
            return kind, [value for _, value in fields(content)]
        values = []
        for _, packed in fields(content):
            if kind == FLOATS:
                values += struct.unpack(f"<{len(packed) // 4}f", packed)
            else:
                at = 0
                while at < len(packed):
                    value, at = read_varint(packed, at)
                    values.append(value - (1 << 64) if value >> 63 else value)
        return kind, values
    raise ValueError("an empty feature")


def packed(kind, values):
    if kind == FLOATS:
        return struct.pack(f"<{len(values)}f", *values)
    return b"".join(varint(int(value)) for value in values)


def feature(kind, values, chunks=1):
    """One Feature. `chunks` > 1 cuts a packed list into several, which protobuf allows and TensorFlow does not read."""
    if kind == BYTES:
        content = b"".join(field(1, value) for value in values)
    else:
        size = max(1, -(-len(values) // chunks))
        content = b"".join(field(1, packed(kind, values[at : at + size])) for at in range(0, len(values), size))
    return field(NUMBERS[kind], content)


def unpacked(kind, values):
    """One Feature whose numbers stand one by one, as older writers left them."""
    if kind == FLOATS:
        content = b"".join(b"\x0d" + struct.pack("<f", value) for value in values)
    else:
        content = b"".join(b"\x08" + varint(int(value)) for value in values)
    return field(NUMBERS[kind], content)


def read_example(payload):
    """Key to Feature, both as bytes, in the order in which they stand."""
    out = {}
    for _, features in fields(payload):
        for _, entry in fields(features):
            parts = dict(fields(entry))
            out[parts[1].decode()] = parts[2]
    return out


def example(features):
    """The inverse: a dictionary, or pairs where a key shall stand twice."""
    pairs = features.items() if isinstance(features, dict) else features
    return field(1, b"".join(field(1, field(1, key.encode()) + field(2, value)) for key, value in pairs))
