import Episodes
import Glibc
import Scanning
import Synchronization

/// One line on a terminal, rewritten at most ten times a second: shards, bytes, rate, time left.
final class ProgressLine: Sendable {
  private struct State {
    var started: Double
    var shown = 0.0
  }

  private let state: Mutex<State>

  init() { state = Mutex(State(started: Self.now())) }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  func show(_ progress: ScanProgress) {
    let line: String? = state.withLock { state in
      let now = Self.now()
      guard now - state.shown >= 0.1 else { return nil }
      state.shown = now
      let elapsed = max(now - state.started, 1e-3)
      func size(_ bytes: Double) -> String { Quantity(bytes, .bytes).text }
      let rate = Double(progress.bytesRead) / elapsed
      let left = progress.totalBytes > progress.bytesRead && rate > 0 ? Double(progress.totalBytes - progress.bytesRead) / rate : 0
      return "\(progress.shardsDone) of \(progress.totalShards) shards, \(size(Double(progress.bytesRead))) of "
        + "\(size(Double(progress.totalBytes))), \(size(rate))/s, \(Int(left.rounded(.up))) s left"
    }
    // A line that wraps cannot be taken back.
    if let line { Console.write("\r\u{1B}[K\(line.prefix((Console.columns(of: 2) ?? 80) - 1))", to: 2) }
  }

  func clear() { Console.write("\r\u{1B}[K", to: 2) }
}
