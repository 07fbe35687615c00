/// How alike the sentences of a set are: what share of their pairs of words is distinct, and self-BLEU.
struct SelfLikeness: Sendable, Hashable {
  /// Distinct pairs of neighbouring words over all of them.
  let distinctPairs: Double
  /// The mean over sentences of BLEU-4 against all others (Zhu et al. 2018, Texygen): the geometric mean of clipped precisions of runs of one
  /// to four words, times e^(1 − r/c) where the nearest other length r is above its own c. A precision without a match counts as 0.1 over
  /// the number of runs (Chen and Cherry 2014, method 1); sentences of fewer than four words have fewer precisions.
  let selfBLEU: Double

  private static let longest = 4

  /// Nil for fewer than two sentences.
  init?(_ sentences: [[String]]) {
    let sentences = sentences.filter { !$0.isEmpty }
    guard sentences.count > 1 else { return nil }
    let runs = sentences.map { Self.runs($0) }
    // The largest count of each run in any sentence, the one that has it, and the largest in the others: what clips it in each.
    var most: [ArraySlice<String>: (first: Int, at: Int, second: Int)] = [:]
    for (index, counts) in runs.enumerated() {
      for (run, count) in counts {
        let known = most[run] ?? (0, -1, 0)
        most[run] = count > known.first ? (count, index, known.first) : (known.first, known.at, max(known.second, count))
      }
    }
    let lengths = sentences.map(\.count)
    let lengthCounts = Dictionary(grouping: lengths) { $0 }.mapValues(\.count)
    var total = 0.0
    for index in sentences.indices {
      var matched = [Int](repeating: 0, count: Self.longest)
      for (run, count) in runs[index] {
        guard let known = most[run] else { continue }
        matched[run.count - 1] += min(count, known.at == index ? known.second : known.first)
      }
      let orders = min(Self.longest, lengths[index])
      var logSum = 0.0
      for order in 1...orders {
        let all = Double(lengths[index] - order + 1)
        logSum += Logarithm.natural(matched[order - 1] > 0 ? Double(matched[order - 1]) / all : 0.1 / all)
      }
      total += Logarithm.exponential(logSum / Double(orders) + Self.brevity(lengths[index], lengthCounts))
    }
    selfBLEU = total / Double(sentences.count)
    var pairs: Set<ArraySlice<String>> = []
    var count = 0
    for sentence in sentences where sentence.count > 1 {
      for at in 0..<sentence.count - 1 { pairs.insert(sentence[at...at + 1]) }
      count += sentence.count - 1
    }
    distinctPairs = count > 0 ? Double(pairs.count) / Double(count) : 1
  }

  /// Every run of one to four words, and how often it stands there.
  private static func runs(_ words: [String]) -> [ArraySlice<String>: Int] {
    var counts: [ArraySlice<String>: Int] = [:]
    for length in 1...min(longest, words.count) {
      for at in 0...words.count - length { counts[words[at..<at + length], default: 0] += 1 }
    }
    return counts
  }

  /// The logarithm of the brevity penalty: of the lengths of the others the nearest, of equally near ones the shorter.
  private static func brevity(_ length: Int, _ counts: [Int: Int]) -> Double {
    let others = counts.filter { $0.key != length || $0.value > 1 }.keys
    let nearest = others.min { a, b in (abs(a - length), a) < (abs(b - length), b) } ?? length
    return nearest > length ? 1 - Double(nearest) / Double(length) : 0
  }
}
