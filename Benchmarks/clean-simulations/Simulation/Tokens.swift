import Episodes
import Measures

/// Actions as some program wrote them in tokens, each codec by its own published arithmetic.
struct Tokens {
  var codec: CodecDeclaration
  var low: [Double]
  var high: [Double]
  /// Added to every id, and to every bin that is decoded: 0 in clean data.
  var offset = 0

  /// Bounds for a codec that has none of its own: half as far again as 99 of 100 values go, on both sides; 0 to 1 for what stays within.
  static func bounds(_ episodes: [[Double]], width: Int) -> (low: [Double], high: [Double]) {
    var (low, high): ([Double], [Double]) = ([], [])
    for dimension in 0..<width {
      var values: [Double] = []
      for episode in episodes { values += stride(from: dimension, to: episode.count, by: width).map { episode[$0] } }
      values.sort()
      let isSwitch = values.allSatisfy { $0 >= 0 && $0 <= 1 } && values.first == 0 && values.last == 1
      let (least, most) = (values[values.count / 200], values[values.count - 1 - values.count / 200])
      let margin = 0.25 * (most - least)
      low.append(isSwitch ? 0 : least - margin)
      high.append(isSwitch ? 1 : most + margin)
    }
    return (low, high)
  }

  /// OpenVLA: np.digitize of the scaled and clipped action over np.linspace(-1, 1, 256), and 32000 less that. RT-1: tf.cast of
  /// (x − low) / (high − low) · 255 in float32. Octo: the bin of 256 equal ones that holds it.
  private func bin(_ value: Double, _ dimension: Int) -> Int {
    let (low, high) = (low[dimension], high[dimension])
    switch codec.name {
    case CodecDeclaration.openvla.name:
      // What is not scaled has bounds of -1 and 1.
      let isScaled = low != -1 || high != 1
      let scaled = isScaled ? 2 * (value - low) / (high - low + 1e-8) - 1 : value
      let clipped = min(max(scaled, -1), 1)
      let reached = (0..<256).count { -1 + 2 * Double($0) / 255 <= clipped }
      return reached - 1
    case CodecDeclaration.rt1.name:
      let clipped = min(max(Float(value), Float(low)), Float(high))
      return Int((clipped - Float(low)) / (Float(high) - Float(low)) * 255)
    default:
      let clipped = min(max(Float(value), Float(low)), Float(high))
      return min(Int((clipped - Float(low)) / (Float(high) - Float(low)) * 256), 255)
    }
  }

  func ids(_ actions: [Double]) -> [Double] {
    actions.enumerated().map { Double(codec.idBase + codec.idDirection * (bin($1, $0 % low.count) + offset)) }
  }

  func decoded(_ actions: [Double]) -> [Double] {
    actions.enumerated().map { at, value in
      let dimension = at % low.count
      let bin = min(bin(value, dimension), codec.clamp.upperBound) + offset
      return Double(Float(low[dimension] + codec.decode(bin) * (high[dimension] - low[dimension])))
    }
  }
}
