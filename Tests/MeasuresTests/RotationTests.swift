import Episodes
import Testing

@testable import Measures

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct RotationTests {
  /// One row of the table that scipy wrote.
  struct Fixture {
    var row: [Double]
    var vector: ArraySlice<Double> { row[0..<3] }
    var euler: ArraySlice<Double> { row[3..<6] }
    var quaternion: ArraySlice<Double> { row[6..<10] }
    var matrix: ArraySlice<Double> { row[10..<19] }
    var other: ArraySlice<Double> { row[19..<22] }
    var product: ArraySlice<Double> { row[22..<25] }
    var angle: Double { row[25] }
    var angleToOther: Double { row[26] }
    var image: ArraySlice<Double> { row[27..<30] }

    func numbers(_ form: RotationForm) -> ArraySlice<Double> {
      switch form {
      case .rotationVector: vector
      case .eulerXYZ: euler
      case .eulerZYX: [euler[5], euler[4], euler[3]]
      // R = Rx(a) Ry(b) Rz(c) has sin b at the upper right.
      case .intrinsicXYZ:
        [
          atan2(-matrix[15], matrix[18]), atan2(matrix[12], (matrix[10] * matrix[10] + matrix[11] * matrix[11]).squareRoot()),
          atan2(-matrix[11], matrix[10]),
        ]
      case .quaternionXYZW: quaternion
      case .quaternionWXYZ: [quaternion[9], quaternion[6], quaternion[7], quaternion[8]]
      case .matrix: matrix
      }
    }
  }

  static let fixtures = rotationFixtures.map(Fixture.init)

  static func distance(_ a: some Collection<Double>, _ b: some Collection<Double>) -> Double {
    zip(a, b).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
  }

  @Test(arguments: RotationForm.allCases) func agreesWithScipyInEveryForm(form: RotationForm) throws {
    for fixture in Self.fixtures {
      let rotation = try #require(Rotation(form: form, numbers: fixture.numbers(form)))
      #expect(Self.distance(rotation.matrix, fixture.matrix) < 1e-13)
      #expect((rotation.angle - fixture.angle).magnitude < 1e-8)
      let image = rotation.rotate(SIMD3(0.3, -0.7, 1.1))
      #expect(Self.distance([image.x, image.y, image.z], fixture.image) < 1e-13)
    }
  }

  @Test func writesWhatScipyWrites() throws {
    for fixture in Self.fixtures {
      let rotation = try #require(Rotation(form: .matrix, numbers: fixture.matrix))
      #expect(Self.distance(rotation.numbers(.rotationVector), fixture.vector) < 2e-8)
      let exact = try #require(Rotation(form: .rotationVector, numbers: fixture.vector))
      #expect(Self.distance(exact.numbers(.rotationVector), fixture.vector) < 1e-14)
      #expect(Self.distance(exact.numbers(.eulerXYZ), fixture.euler) < 1e-10)
      #expect(Self.distance(exact.numbers(.matrix), fixture.matrix) < 1e-14)
      let sign = exact.quaternion.w < 0 ? -1.0 : 1.0
      #expect(Self.distance(exact.numbers(.quaternionXYZW).map { $0 * sign }, fixture.quaternion) < 1e-14)
    }
  }

  @Test func multipliesAndMeasures() throws {
    for fixture in Self.fixtures {
      let a = try #require(Rotation(form: .rotationVector, numbers: fixture.vector))
      let b = try #require(Rotation(form: .rotationVector, numbers: fixture.other))
      let expected = try #require(Rotation(form: .rotationVector, numbers: fixture.product))
      #expect((a * b).angle(to: expected) < 1e-14)
      #expect((a.angle(to: b) - fixture.angleToOther).magnitude < 1e-8)
      #expect((a * a.transposed).angle < 1e-15)
    }
  }

  @Test func refusesWhatIsNoRotation() {
    #expect(Rotation(form: .quaternionXYZW, numbers: [0, 0, 0, 0]) == nil)
    #expect(Rotation(form: .quaternionXYZW, numbers: [0, 0, .nan, 1]) == nil)
    #expect(Rotation(form: .eulerXYZ, numbers: [0, .infinity, 0]) == nil)
    #expect(Rotation(form: .rotationVector, numbers: [0, 0, 1e300]) == nil)
    #expect(Rotation(form: .rotationVector, numbers: [0, 0]) == nil)
    #expect(Rotation(form: .matrix, numbers: [1, 0, 0, 0, 1, 0, 0, 0, -1]) == nil)
    #expect(Rotation(form: .matrix, numbers: [2, 0, 0, 0, 2, 0, 0, 0, 2]) == nil)
  }

  @Test func readsQuaternionsOfAnyLength() throws {
    let rotation = try #require(Rotation(form: .quaternionWXYZ, numbers: [2, 0, 0, 2]))
    #expect(Self.distance(rotation.matrix, [0, -1, 0, 1, 0, 0, 0, 0, 1]) < 1e-15)
  }
}
