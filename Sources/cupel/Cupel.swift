@main
enum Cupel {
  static func main() {}
}
