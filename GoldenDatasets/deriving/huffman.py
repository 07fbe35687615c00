"""Huffman codes as JPEG writes them (ITU-T T.81, annex C): a count for each length from 1 to 16, and the symbols in the order of their codes."""

import heapq


def codes(counts, symbols):
    """Code, a text of 0 and 1, to symbol: codes of one length count up, and the next length goes on from there."""
    out, code, at = {}, 0, 0
    for length, count in enumerate(counts, 1):
        for symbol in symbols[at : at + count]:
            out[f"{code:0{length}b}"] = symbol
            code += 1
        at += count
        code <<= 1
    return out


def table(frequencies):
    """(counts, symbols) of a good code for symbols of these frequencies.

    A symbol counts at least as much as one in 512 of all: the deepest tree that such weights can make, Fibonacci's, then stays within the
    16 bits that a code may have. One more symbol, the rarest, takes the code of ones alone, which JPEG forbids.
    """
    least = -(-sum(frequencies.values()) // 512)
    reserved = 256
    weights = {symbol: max(count, least) for symbol, count in frequencies.items()} | {reserved: least}
    heap = [(weight, symbol, (symbol,)) for symbol, weight in weights.items()]
    heapq.heapify(heap)
    depth = dict.fromkeys(weights, 0)
    while len(heap) > 1:
        first, second = heapq.heappop(heap), heapq.heappop(heap)
        together = first[2] + second[2]
        for symbol in together:
            depth[symbol] += 1
        heapq.heappush(heap, (first[0] + second[0], min(together), together))
    depth[reserved] = max(depth.values())
    counts = [sum(1 for each in depth.values() if each == length) for length in range(1, 17)]
    counts[depth.pop(reserved) - 1] -= 1
    return counts, sorted(depth, key=lambda symbol: (depth[symbol], symbol))
