import Episodes

/// Pairs of episodes whose hands are within 2 mm of each other at the start, the quarters and the end.
enum NearMotion {
  static let distance = 2e-3
  /// A hand that hardly moves is near every other one that hardly moves.
  static let leastReach = 0.05
  /// Each episode is compared with so many of those that lie next to it, in the order of where they are half-way.
  static let neighbours = 64

  /// Each episode with the first one that it is near to, in the order of episodes; empty where places are not known.
  static func pairs(_ context: MeasureContext) -> [(first: Int, second: Int)] {
    guard let view = try? context.view(MotionCoverage.request) else { return [] }
    let metres = Float(context.setting.declarations.metresPerUnit ?? 1)
    let fields = (0..<CoverageProbe.phases).map { phase in (0..<2).map { view.field("\(phase).\($0)") } }
    var paths: [(episode: Int, places: [SIMD3<Float>])] = []
    for episode in view.episodes {
      let places = fields.map { pair -> SIMD3<Float> in
        let (a, b) = (CoverageProbe.unpack(view.digest(episode, pair[0])), CoverageProbe.unpack(view.digest(episode, pair[1])))
        return SIMD3(a.0, a.1, b.0) * metres
      }
      guard places.allSatisfy({ $0.x.isFinite && $0.y.isFinite && $0.z.isFinite }) else { continue }
      let reach = places.map { length($0 - places[0]) }.max() ?? 0
      if reach >= leastReach { paths.append((episode, places)) }
    }
    let middle = CoverageProbe.phases / 2
    paths.sort { ($0.places[middle].x, $0.episode) < ($1.places[middle].x, $1.episode) }
    var nearest: [Int: Int] = [:]
    for (index, path) in paths.enumerated() {
      for other in paths[(index + 1)...].prefix(neighbours) {
        guard Double(other.places[middle].x - path.places[middle].x) <= distance else { break }
        guard zip(path.places, other.places).allSatisfy({ length($0 - $1) <= distance }) else { continue }
        let (first, second) = (min(path.episode, other.episode), max(path.episode, other.episode))
        nearest[second] = min(nearest[second] ?? .max, first)
      }
    }
    return nearest.sorted { $0.key < $1.key }.map { (first: $0.value, second: $0.key) }
  }

  private static func length(_ v: SIMD3<Float>) -> Double { Double((v * v).sum()).squareRoot() }
}
