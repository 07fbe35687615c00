/// Makes pictures smaller: each pixel is the mean of those that it covers, whole pixels only.
enum PixelScaling {
  static func shrink(
    _ pixels: UnsafeBufferPointer<UInt8>, from: (width: Int, height: Int), to: (width: Int, height: Int), components: Int
  ) -> [UInt8] {
    precondition(pixels.count == from.width * from.height * components && to.width > 0 && to.height > 0)
    precondition(to.width <= from.width && to.height <= from.height)
    var small = [UInt8](repeating: 0, count: to.width * to.height * components)
    for row in 0..<to.height {
      let rows = row * from.height / to.height..<(row + 1) * from.height / to.height
      for column in 0..<to.width {
        let columns = column * from.width / to.width..<(column + 1) * from.width / to.width
        let count = rows.count * columns.count
        for component in 0..<components {
          var sum = 0
          for y in rows { for x in columns { sum += Int(pixels[(y * from.width + x) * components + component]) } }
          small[(row * to.width + column) * components + component] = UInt8((sum + count / 2) / count)
        }
      }
    }
    return small
  }
}
