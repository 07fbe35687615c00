import Episodes

/// Holds the files of a version directory against what dataset_info.json declares.
struct ShardFinder {
  /// Missing shards that are named one by one; the rest are counted.
  static let mostNamed = 32

  let directory: String
  /// File names relative to the directory, in byte order.
  private var files: [String]
  private var claimed: Set<String> = []
  private(set) var splits: [Split] = []
  private(set) var faults: [Fault] = []
  /// The dataset's name as the shards have it.
  private(set) var nameOnShards: String?

  /// One set of shards: what their names share.
  private struct Group: Hashable, Comparable {
    var dataset: String
    var split: String
    var fileFormat: String
    var count: Int

    static func < (a: Group, b: Group) -> Bool {
      (a.dataset, a.split, a.fileFormat, a.count) < (b.dataset, b.split, b.fileFormat, b.count)
    }
  }

  init(directory: String, names: [String], info: DatasetInfo?) {
    self.directory = directory
    files = names
    if let info {
      findDeclared(info)
    } else {
      findByName()
    }
    splits.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  // MARK: With dataset_info.json

  private mutating func findDeclared(_ info: DatasetInfo) {
    let fileFormat = info.fileFormat ?? "tfrecord"
    var templates: [ShardTemplate] = []
    for split in info.splits {
      var template = ShardTemplate.usual
      if let text = split.template {
        if let own = ShardTemplate(text) {
          template = own
        } else {
          faults.append(
            Fault(.metadata, split: split.name, file: "dataset_info.json", message: "the template \(text) for shard names cannot be used"))
        }
      }
      if !templates.contains(template) {
        templates.append(template)
        listFolders(of: template, info: info, fileFormat: fileFormat)
      }
      find(split, template, dataset: info.name ?? guessName(), fileFormat: fileFormat)
    }
    reportStrays(templates, declared: Set(info.splits.map(\.name)), dataset: info.name)
  }

  /// A template may put shards into folders: their files join the listing.
  private mutating func listFolders(of template: ShardTemplate, info: DatasetInfo, fileFormat: String) {
    var folders: Set<String> = []
    for split in info.splits {
      let name = template.name(dataset: info.name ?? "", split: split.name, fileFormat: fileFormat, index: 0, of: 1)
      guard let slash = name.lastIndex(of: "/"), ShardTemplate.isInside(name) else { continue }
      folders.insert(String(name[..<slash]))
    }
    for folder in folders.sorted() where !files.contains(where: { $0.hasPrefix(folder + "/") }) {
      files += (FileSystem.list(directory + "/" + folder) ?? []).map { folder + "/" + $0 }
    }
  }

  private mutating func find(_ declared: DatasetInfo.SplitInfo, _ template: ShardTemplate, dataset: String, fileFormat: String) {
    let count = declared.shardLengths.count
    let listed = Set(files)
    var shards: [Shard] = []
    var missing: [(index: Int, file: String)] = []
    for (index, length) in declared.shardLengths.enumerated() {
      let file = template.name(dataset: dataset, split: declared.name, fileFormat: fileFormat, index: index, of: count)
      if listed.contains(file), ShardTemplate.isInside(file), case .file(let size)? = FileSystem.kind(directory + "/" + file) {
        claimed.insert(file)
        shards.append(Shard(index: index, file: file, byteCount: size, declaredRecords: length))
      } else {
        missing.append((index, file))
      }
    }
    if shards.isEmpty, count > 0 {
      let others = groups([template]).filter { $0.key.split == declared.name || $0.key.split.isEmpty }
      if let (group, members) = others.sorted(by: { ($1.value.count, $0.key) < ($0.value.count, $1.key) }).first {
        shards = adopt(group, members, declared, dataset: dataset, fileFormat: fileFormat)
        missing = []
      }
    }
    report(missing, of: count, split: declared.name, noneThere: shards.isEmpty)
    splits.append(Split(name: declared.name, shards: shards, declaredShards: count, declaredBytes: declared.payloadBytes))
  }

  /// None of the declared files is there, but others of this split are: says so, and reads them.
  private mutating func adopt(
    _ group: Group, _ members: [(index: Int, file: String)], _ declared: DatasetInfo.SplitInfo, dataset: String, fileFormat: String
  ) -> [Shard] {
    var differences: [String] = []
    if !group.dataset.isEmpty, group.dataset != dataset {
      differences.append("they are named for the dataset \(group.dataset), dataset_info.json says \(dataset)")
    }
    if group.count > 0, group.count != declared.shardLengths.count {
      differences.append("they are a set of \(group.count), dataset_info.json declares \(declared.shardLengths.count)")
    }
    if !group.fileFormat.isEmpty, group.fileFormat != fileFormat {
      differences.append("they are named \(group.fileFormat), dataset_info.json says \(fileFormat)")
    }
    nameOnShards = nameOnShards ?? group.dataset
    let why = differences.isEmpty ? "their names differ from the declared ones" : differences.joined(separator: "; ")
    faults.append(
      Fault(
        .shards, split: declared.name, file: members[0].file,
        message: "none of the declared shards is there; \(members.count) other \(members.count == 1 ? "file was" : "files were") read "
          + "in their place: \(why)", count: members.count))
    let agrees = group.count == declared.shardLengths.count
    return members.compactMap { member in
      guard case .file(let size)? = FileSystem.kind(directory + "/" + member.file) else { return nil }
      claimed.insert(member.file)
      let length = agrees && member.index < declared.shardLengths.count ? declared.shardLengths[member.index] : nil
      return Shard(index: member.index, file: member.file, byteCount: size, declaredRecords: length)
    }
  }

  private mutating func report(_ missing: [(index: Int, file: String)], of count: Int, split: String, noneThere: Bool) {
    if missing.isEmpty { return }
    if noneThere {
      let what = count == 1 ? "the declared shard" : "none of the \(count) declared shards"
      faults.append(Fault(.shards, split: split, message: "\(what) is \(count == 1 ? "not " : "")there", count: count))
      return
    }
    for shard in missing.prefix(Self.mostNamed) {
      faults.append(
        Fault(.shards, split: split, file: shard.file, shard: shard.index, message: "the shard is declared but is not there"))
    }
    if missing.count > Self.mostNamed {
      let rest = missing.count - Self.mostNamed
      faults.append(Fault(.shards, split: split, message: "\(rest) more declared shards are not there", count: rest))
    }
  }

  // MARK: Without it

  /// Takes the splits from the names of the files.
  private mutating func findByName() {
    let all = groups([.usual])
    var bySplit: [String: [Group]] = [:]
    for group in all.keys where Self.formats.contains(group.fileFormat) { bySplit[group.split, default: []].append(group) }
    for (name, candidates) in bySplit.sorted(by: { $0.key < $1.key }) {
      let best = candidates.sorted { (all[$1]?.count ?? 0, $1.count, $0) < (all[$0]?.count ?? 0, $0.count, $1) }[0]
      guard let members = all[best] else { continue }
      nameOnShards = nameOnShards ?? best.dataset
      var shards: [Shard] = []
      for member in members {
        guard member.index < best.count, case .file(let size)? = FileSystem.kind(directory + "/" + member.file) else { continue }
        claimed.insert(member.file)
        shards.append(Shard(index: member.index, file: member.file, byteCount: size, declaredRecords: nil))
      }
      let there = Set(shards.map(\.index))
      // The file names alone say how many there should be; a number that no file system could hold is not believed.
      let missing = best.count <= 1_000_000 ? (0..<best.count).filter { !there.contains($0) } : []
      let named = missing.map { index in
        let file = ShardTemplate.usual.name(
          dataset: best.dataset, split: name, fileFormat: best.fileFormat, index: index, of: best.count)
        return (index: index, file: file)
      }
      report(named, of: best.count, split: name, noneThere: shards.isEmpty)
      splits.append(Split(name: name, shards: shards, declaredShards: best.count))
    }
    if splits.isEmpty { findLoose() }
    reportStrays([.usual], declared: Set(splits.map(\.name)), dataset: nameOnShards)
  }

  static let formats: Set<String> = ["tfrecord", "tfrecords", "array_record", "riegeli", "parquet"]

  /// Files that are called TFRecords but do not say which shard of what they are, as tools other than tensorflow_datasets write them.
  private mutating func findLoose() {
    var shards: [Shard] = []
    for file in files where Locator.looksLikeShard(file) {
      guard case .file(let size)? = FileSystem.kind(directory + "/" + file) else { continue }
      claimed.insert(file)
      shards.append(Shard(index: shards.count, file: file, byteCount: size, declaredRecords: nil))
    }
    if shards.isEmpty { return }
    faults.append(
      Fault(
        .shards, file: shards[0].file,
        message: "the names of \(shards.count) TFRecord \(shards.count == 1 ? "file" : "files") say neither dataset nor split",
        count: shards.count))
    splits.append(Split(name: "unnamed", shards: shards, declaredShards: shards.count))
  }

  // MARK: What is left over

  /// Sets of files that the templates match and nobody has claimed, each in shard order.
  private func groups(_ templates: [ShardTemplate]) -> [Group: [(index: Int, file: String)]] {
    var groups: [Group: [(index: Int, file: String)]] = [:]
    for file in files where !claimed.contains(file) {
      guard let name = templates.lazy.compactMap({ $0.match(file) }).first, let index = name.index else { continue }
      let group = Group(
        dataset: name.dataset ?? "", split: name.split ?? "", fileFormat: name.fileFormat ?? "", count: name.count ?? 0)
      groups[group, default: []].append((index, file))
    }
    return groups.mapValues { $0.sorted { ($0.index, $0.file) < ($1.index, $1.file) } }
  }

  private func guessName() -> String {
    let names = groups([.usual]).sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    return names.first?.key.dataset ?? ""
  }

  private mutating func reportStrays(_ templates: [ShardTemplate], declared: Set<String>, dataset: String?) {
    let left = groups(templates.contains(.usual) ? templates : templates + [.usual])
    for (group, members) in left.sorted(by: { $0.key < $1.key }) {
      guard group.fileFormat.isEmpty || Self.formats.contains(group.fileFormat) else { continue }
      let files = members.count == 1 ? "1 file" : "\(members.count) files"
      let message: String
      var split: String? = group.split
      if let dataset, !group.dataset.isEmpty, group.dataset != dataset {
        message = "\(files) of another dataset, \(group.dataset), \(members.count == 1 ? "lies" : "lie") here"
      } else if !declared.contains(group.split) {
        message = "\(files) of a split that dataset_info.json does not declare, \(group.split)"
        split = nil
      } else {
        message = "\(files) of another set, -of-\(group.count), \(members.count == 1 ? "lies" : "lie") beside the declared shards"
      }
      faults.append(Fault(.shards, split: split, file: members[0].file, message: message, count: members.count))
      for member in members { claimed.insert(member.file) }
    }
    for file in files where !claimed.contains(file) && (Locator.looksLikeShard(file) || file.contains(".tfrecord")) {
      faults.append(Fault(.shards, file: file, message: "the name does not match the pattern of the dataset's shards"))
    }
  }
}
