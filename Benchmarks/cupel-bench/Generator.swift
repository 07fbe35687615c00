import CChecksum
import CTurboJPEG
import Glibc
import Measures

/// Writes datasets to measure with: the same bytes for the same arguments.
struct Generator {
  enum Shape: String, CaseIterable {
    /// 100 steps with two JPEGs of 256 x 256 and about 18 kB each, poses and labels: 3.6 MB a record.
    case image
    /// 200 steps of poses, labels, flags and an instruction: 22 kB a record.
    case lowdim
  }

  let shape: Shape
  private var state: UInt64 = 0x5EED

  init(_ shape: Shape) { self.shape = shape }

  /// Writes a dataset of about this size; returns what was written.
  mutating func write(to directory: String, megabytes: Int, shards: Int) throws -> UInt64 {
    mkdir(directory, 0o755)
    let bytesPerShard = megabytes << 20 / shards
    var counts: [Int] = []
    var total: UInt64 = 0
    for shard in 0..<shards {
      let name = "bench-train.tfrecord-\(five(shard))-of-\(five(shards))"
      guard let file = fopen(directory + "/" + name, "w") else { throw BenchFailure("cannot write \(directory)/\(name)") }
      defer { fclose(file) }
      var written = 0
      var records = 0
      while written < bytesPerShard {
        let record = framed(payload())
        guard fwrite(record, 1, record.count, file) == record.count else { throw BenchFailure("the disk is full") }
        written += record.count
        records += 1
      }
      counts.append(records)
      total += UInt64(written)
    }
    try text(directory + "/features.json", features)
    let lengths = counts.map { "\"\($0)\"" }.joined(separator: ", ")
    try text(
      directory + "/dataset_info.json",
      "{\"name\": \"bench\", \"version\": \"1.0.0\", \"fileFormat\": \"tfrecord\", \"splits\": [{\"name\": \"train\", \"shardLengths\": [\(lengths)]}]}\n"
    )
    return total
  }

  private func text(_ path: String, _ content: String) throws {
    guard let file = fopen(path, "w") else { throw BenchFailure("cannot write \(path)") }
    fputs(content, file)
    fclose(file)
  }

  private func five(_ number: Int) -> String { String(repeating: "0", count: max(0, 5 - String(number).count)) + String(number) }

  private var leaves: [(name: String, width: Int, dtype: String)] {
    let low: [(String, Int, String)] = [
      ("action", 7, "float32"), ("discount", 1, "float32"), ("reward", 1, "float32"), ("is_first", 1, "bool"), ("is_last", 1, "bool"),
      ("is_terminal", 1, "bool"), ("language_instruction", 1, "text"), ("observation/state", 8, "float32"),
    ]
    return shape == .lowdim ? low : low + [("observation/image", 1, "image"), ("observation/wrist_image", 1, "image")]
  }

  private var features: String {
    let parts = leaves.map { leaf in
      let content =
        switch leaf.dtype {
        case "text": "\"text\": {}"
        case "image":
          "\"image\": {\"shape\": {\"dimensions\": [\"256\", \"256\", \"3\"]}, \"dtype\": \"uint8\", \"encodingFormat\": \"jpeg\"}"
        default:
          "\"tensor\": {\"shape\": \(leaf.width == 1 ? "{}" : "{\"dimensions\": [\"\(leaf.width)\"]}"), \"dtype\": \"\(leaf.dtype)\", \"encoding\": \"none\"}"
        }
      return "\"\(leaf.name)\": {\(content)}"
    }
    return
      "{\"featuresDict\": {\"features\": {\"steps\": {\"pythonClassName\": \"tensorflow_datasets.core.features.dataset_feature.Dataset\", "
      + "\"sequence\": {\"length\": \"-1\", \"feature\": {\"featuresDict\": {\"features\": {\(parts.joined(separator: ", "))}}}}}}}}\n"
  }

  private mutating func payload() -> [UInt8] {
    let steps = shape == .image ? 100 : 200
    let motion = motion(steps: steps)
    let sentence = Self.sentences[Int(next() % UInt64(Self.sentences.count))]
    var map: [UInt8] = []
    for leaf in leaves {
      let list: [UInt8]
      switch leaf.dtype {
      case "float32":
        var values: [Float]
        switch leaf.name {
        case "action": values = motion.labels
        case "observation/state": values = motion.states
        default: values = (0..<steps).map { $0 == steps - 1 && leaf.name == "reward" ? 1 : 0 }
        }
        let bytes = values.flatMap { value in withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) } }
        list = field(2, field(1, bytes))
      case "bool":
        let one = leaf.name == "is_first" ? 0 : steps - 1
        list = field(3, field(1, (0..<steps).map { $0 == one ? 1 : 0 }))
      case "text": list = field(1, (0..<steps).flatMap { _ in field(1, Array(sentence.utf8)) })
      default:
        var body: [UInt8] = []
        for _ in 0..<steps { body += field(1, picture()) }
        list = field(1, body)
      }
      map += field(1, field(1, Array("steps/\(leaf.name)".utf8)) + field(2, list))
    }
    return field(1, map)
  }

  private static let sentences = [
    "pick up the red block", "put the cup on the shelf", "open the top drawer", "wipe the table with the cloth", "take the lid off the pot",
    "push the green button", "fold the towel in half", "turn the knob to the right",
  ]

  /// A smooth path in space and orientation, and the labels that lead along it: what the probes over motion have to work on.
  private mutating func motion(steps: Int) -> (states: [Float], labels: [Float]) {
    let dice: [Double] = (0..<18).map { _ in Double(next() >> 11) * 0x1p-53 }
    var states: [Float] = []
    for step in 0..<steps {
      let time = Double(step) / Double(steps)
      for wave in 0..<6 {
        let size = 0.1 + 0.2 * dice[wave]
        let pace = 1 + 2 * dice[wave + 6]
        states.append(Float(size * sin(6.28 * (pace * time + dice[wave + 12]))))
      }
      states += [0, step < steps / 2 ? 1 : 0]
    }
    var labels: [Float] = []
    for step in 0..<steps {
      let gripper: Float = step < steps / 2 ? 1 : 0
      guard step + 1 < steps else {
        labels += [0, 0, 0, 0, 0, 0, gripper]
        continue
      }
      func numbers(_ at: Int, _ from: Int) -> [Double] { (0..<3).map { Double(states[at * 8 + from + $0]) } }
      let (here, there) = (numbers(step, 0), numbers(step + 1, 0))
      labels += (0..<3).map { Float(there[$0] - here[$0]) }
      let (from, to) = (numbers(step, 3), numbers(step + 1, 3))
      let turn = Rotation(eulerXYZ: SIMD3(to[0], to[1], to[2])) * Rotation(eulerXYZ: SIMD3(from[0], from[1], from[2])).transposed
      let angles = turn.eulerXYZ
      labels += [Float(angles.x), Float(angles.y), Float(angles.z), gripper]
    }
    return (states, labels)
  }

  /// The next of some pictures that are made once: no two that follow each other are alike.
  private mutating func picture() -> [UInt8] {
    if pictures.isEmpty { for _ in 0..<64 { pictures.append(encodedPicture()) } }
    turn += 1
    return pictures[turn % pictures.count]
  }

  private var pictures: [[UInt8]] = []
  private var turn = 0

  /// A shaded plane with noise on it: about as many bytes as a photograph of this size.
  private mutating func encodedPicture() -> [UInt8] {
    let side = 256
    let tone = (0..<3).map { _ in 60 + Int(next() % 100) }
    var pixels = [UInt8](repeating: 0, count: side * side * 3)
    for y in 0..<side {
      for x in 0..<side {
        let noise = Int(next() % 40)
        for channel in 0..<3 { pixels[(y * side + x) * 3 + channel] = UInt8(min(tone[channel] + (x + y) / 8 + noise, 255)) }
      }
    }
    let encoder = tjInitCompress()
    defer { tjDestroy(encoder) }
    var encoded: UnsafeMutablePointer<UInt8>?
    var count: UInt = 0
    let result = tjCompress2(
      encoder, pixels, Int32(side), 0, Int32(side), Int32(TJPF_RGB.rawValue), &encoded, &count, Int32(TJSAMP_420.rawValue), 85, 0)
    defer { tjFree(encoded) }
    guard result == 0, let encoded else { preconditionFailure("libjpeg-turbo does not encode") }
    return Array(UnsafeBufferPointer(start: encoded, count: Int(count)))
  }

  private func framed(_ payload: [UInt8]) -> [UInt8] {
    let length = withUnsafeBytes(of: UInt64(payload.count).littleEndian) { Array($0) }
    return length + masked(length) + payload + masked(payload)
  }

  private func masked(_ bytes: [UInt8]) -> [UInt8] {
    let crc = cupel_crc32c(0, bytes, bytes.count)
    return withUnsafeBytes(of: ((crc >> 15 | crc << 17) &+ 0xA282_EAD8).littleEndian) { Array($0) }
  }

  private func field(_ number: UInt8, _ body: [UInt8]) -> [UInt8] {
    var result: [UInt8] = [number << 3 | 2]
    result.reserveCapacity(body.count + 6)
    var count = body.count
    while count >= 0x80 {
      result.append(UInt8(count & 0x7F) | 0x80)
      count >>= 7
    }
    result.append(UInt8(count))
    return result + body
  }

  /// xorshift64*.
  private mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }
}
