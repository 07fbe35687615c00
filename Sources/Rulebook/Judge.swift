import Documents
import Episodes
import Measures
import Scanning

/// Holds rules against metrics.
public struct Judge: Sendable {
  let observations: Observations
  let rules: RuleSet
  /// Shards of the dataset whose state is not at hand.
  let missingShards: [ShardKey]
  /// The episodes of each split, and of each task where a rule asks for tasks and they could be told.
  private let splits: [String: [Int]]
  private let tasks: Tasks?
  private let taskEpisodes: [String: [Int]]
  /// What could not be read in a scope, where that was asked for.
  private var unread: [Scope: String?] = [:]
  private var measured: [Asked: Result<Measurement, Absence>] = [:]
  /// Why the reference of a limit that was last looked up has no value.
  private var unresolved: Absence?

  private static let mostKept = 4096

  private struct Asked: Hashable {
    var metric: MetricUse
    var scope: Scope
  }

  public init(observations: Observations, rules: RuleSet, missingShards: [ShardKey] = []) {
    self.observations = observations
    self.rules = rules
    self.missingShards = missingShards
    splits = Dictionary(grouping: observations.episodes.indices) { observations.episodes[$0].split }
    tasks = rules.rules.contains { $0.scope == .task } ? try? Tasks.of(observations) : nil
    taskEpisodes = Dictionary(uniqueKeysWithValues: (tasks?.slices ?? []).map { ($0.name, $0.episodes) })
  }

  /// All results, by id then scope, with consequences told under their cause.
  public mutating func results() -> [RuleResult] {
    var results: [RuleResult] = []
    for rule in rules.rules where rule.family != WaiverReader.family { results += judge(rule) }
    return concluded(results)
  }

  /// The same over several workers: each takes whole rules, with a memory of its own of what was measured. Results stand in the order of
  /// the rules, whoever judged them.
  public func results(jobs: Int) async -> [RuleResult] {
    var prepared = self
    guard jobs > 1 else { return prepared.results() }
    // What the conditions of many rules ask about is measured once for all.
    for subject in Set(rules.rules.flatMap(\.when).map(\.subject)).sorted() {
      if let metric = ConditionSubject.metric(subject) { _ = prepared.measure(MetricUse(metric), in: .dataset) }
    }
    let ready = prepared
    let order = rules.rules.filter { $0.family != WaiverReader.family }
    let taken = TakenRules()
    let parts = await withTaskGroup(of: [(Int, [RuleResult])].self) { group in
      for _ in 0..<min(jobs, max(1, order.count)) {
        group.addTask {
          var judge = ready
          var judged: [(Int, [RuleResult])] = []
          while let index = taken.next(below: order.count) { judged.append((index, judge.judge(order[index]))) }
          return judged
        }
      }
      var parts: [(Int, [RuleResult])] = []
      for await part in group { parts += part }
      return parts
    }
    return prepared.concluded(parts.sorted { $0.0 < $1.0 }.flatMap(\.1))
  }

  /// What can be said when every rule has been judged: what was known before, what becomes of the waivers, what comes of what.
  private mutating func concluded(_ judged: [RuleResult]) -> [RuleResult] {
    var results = judged
    rules.baseline?.apply(to: &results, dataset: observations.description.name, target: observations.setting.target.name)
    for (metric, measurement) in WaiverUse.measurements(waiverUses(results)) {
      measured[Asked(metric: MetricUse(metric), scope: .dataset)] = .success(measurement)
    }
    for rule in rules.rules where rule.family == WaiverReader.family { results += judge(rule) }
    let order = Dictionary(uniqueKeysWithValues: rules.rules.enumerated().map { ($0.element.id, $0.offset) })
    results = results.enumerated().sorted { (order[$0.element.id] ?? 0, $0.offset) < (order[$1.element.id] ?? 0, $1.offset) }.map(\.element)
    Explanation.apply(to: &results, rules: rules.rules)
    return results
  }

  func waiverUses(_ results: [RuleResult]) -> [WaiverUse] {
    WaiverUse.all(
      WaiverUse.Judged(
        results: results, rules: rules, splits: splits.mapValues(\.count), leftOut: observations.description.leftOut,
        isSample: observations.description.sample != nil))
  }

  private mutating func judge(_ rule: Rule) -> [RuleResult] {
    var results: [RuleResult] = []
    for scope in scopes(of: rule) { results.append(judge(rule, in: scope)) }
    return results
  }

  private func scopes(of rule: Rule) -> [Scope] {
    switch rule.scope {
    case .dataset: return [.dataset]
    case .split:
      let names = observations.splitNames
      return names.isEmpty ? [.dataset] : names.map { .split($0) }
    case .task:
      // Without a task to go by there is one scope, in which the rule says so.
      guard let tasks else { return [.dataset] }
      // Where the cap leaves tasks out, one more scope says so.
      return tasks.slices.map { .slice(key: "task", value: $0.name) } + (tasks.cut == nil ? [] : [.dataset])
    }
  }

  func context(_ scope: Scope, _ parameters: [String: String]) -> MeasureContext {
    let episodes: [Int] =
      switch scope {
      case .dataset: observations.everyEpisode
      case .split(let name): splits[name] ?? []
      case .slice(_, let value): taskEpisodes[value] ?? []
      }
    return MeasureContext(observations: observations, scope: scope, episodes: episodes, parameters: parameters)
  }

  private mutating func measure(_ use: MetricUse, in scope: Scope) -> Result<Measurement, Absence> {
    let asked = Asked(metric: use, scope: scope)
    if let known = measured[asked] { return known }
    let result: Result<Measurement, Absence>
    if let metric = MeasureRegistry.metrics[use.name] {
      do throws(Absence) { result = .success(try metric.measure(context(scope, use.parameters))) } catch { result = .failure(error) }
    } else {
      result = .failure(Absence(.missing, "there is no metric \(use.name)"))
    }
    // What rules share is mostly one value for a scope. A sample for each of a hundred thousand episodes is measured again when a second
    // rule asks, rather than kept until all rules are judged.
    if case .success(let measurement) = result, measurement.samples.count > Self.mostKept { return result }
    measured[asked] = result
    return result
  }

  // MARK: - One rule

  private mutating func judge(_ rule: Rule, in scope: Scope) -> RuleResult {
    var result = RuleResult(id: rule.id, severity: rule.severity, confidence: rule.confidence, outcome: .pass, scope: scope.name)
    result.view = rule.view.rawValue
    result.why = rule.why
    result.fix = rule.fix
    result.formula = rule.formula ?? ""
    result.references = rule.references
    result.isRequired = rules.isRequired(rule.id)
    result.isGating = rules.gates(rule, at: rule.severity)
    result.unit = MeasureUnits.unit(of: rule.metric)
    if let reason = impediment(rule, in: scope) {
      result.outcome = .notApplicable
      result.reason = reason
      result.states = wordedStates(rule, in: scope)
      return result
    }
    if let reason = unreadableSchema, rule.family != "container", rule.family != WaiverReader.family, rule.metric.name != "faults.metadata"
    {
      result.outcome = .error
      result.reason = reason
      result.states = wordedStates(rule, in: scope)
      return result
    }
    if let reason = unseen(by: rule) {
      result.outcome = .notApplicable
      result.isRequired = false
      result.reason = reason
      result.states = wordedStates(rule, in: scope)
      return result
    }
    let blank = result
    evaluate(rule, in: scope, into: &result)
    tellPart(rule, of: scope, in: &result)
    applyHiddenRecords(rule, scope: scope, to: &result)
    applyWaivers(rule, in: scope, blank: blank, to: &result)
    return result
  }

  /// Why a sample cannot show whether the rule holds. The verdict says that it rests on a sample, so this does not withhold it.
  private func unseen(by rule: Rule) -> String? {
    guard let sample = observations.description.sample, MeasureRegistry.metrics[rule.metric.name]?.needsEveryEpisode == true else {
      return nil
    }
    return "\(sample.drawn) of \(sample.total) episodes were looked at, and this is a matter of all of them"
  }

  /// What was hopped over was not summed up: a rule over files says of how much it speaks.
  private func tellPart(_ rule: Rule, of scope: Scope, in result: inout RuleResult) {
    guard let sample = observations.description.sample, rule.family == "container", result.outcome == .pass, rule.readsRecords else {
      return
    }
    if result.noun == "records" { result.total = min(result.total, context(scope, [:]).episodes.count) }
    result.found = "of the \(sample.drawn) of \(sample.total) records that were drawn; what lies between was hopped over"
  }

  /// Without declared features nothing but the files themselves can be looked at, and whatever is "missing" is only not known.
  private var unreadableSchema: String? {
    guard observations.setting.schema.leaves.isEmpty,
      let fault = observations.description.faults.first(where: { $0.kind == .metadata && $0.file == "features.json" })
    else { return nil }
    return "the declared features could not be read (\(fault.message))"
  }

  /// Why the rule has nothing to say here, before anything is measured.
  private mutating func impediment(_ rule: Rule, in scope: Scope) -> String? {
    for need in rule.needs where bindings(for: need).isEmpty {
      return "needs the role \(need), which was neither declared nor found in the data"
    }
    if rule.scope == .task, scope == .dataset {
      return tasks?.cut ?? "no episode names its task, and there are no instructions to tell tasks by"
    }
    for condition in rule.when {
      let value: String
      if let metric = ConditionSubject.metric(condition.subject) {
        switch measure(MetricUse(metric), in: .dataset) {
        case .success(let measurement):
          guard case .name(let name)? = measurement.overall else { return "\(condition.subject) could not be told" }
          value = name
        case .failure(let absence): return absence.reason
        }
      } else {
        value = observations.setting.target.name
      }
      if !condition.oneOf.contains(value) {
        return "holds for \(condition.subject) that are \(condition.oneOf.joined(separator: " or ")); these are \(value)"
      }
    }
    return nil
  }

  /// Holds the rule against all episodes of the scope, or against those that nobody waived.
  mutating func evaluate(_ rule: Rule, in scope: Scope, without waivers: [Waiver] = [], into result: inout RuleResult) {
    var firstAbsence: Absence?
    var looked = false
    var last: (use: MetricUse, answer: Result<Measurement, Absence>)?
    unresolved = nil
    for level in rule.levels {
      let use = level.metric ?? rule.metric
      // A rule's levels mostly ask for one metric.
      let answer = last.flatMap { $0.use == use ? $0.answer : nil } ?? measure(use, in: scope)
      last = (use, answer)
      let measurement: Measurement
      switch answer {
      case .success(let found): measurement = found
      case .failure(let absence):
        firstAbsence = firstAbsence ?? absence
        continue
      }
      guard let requirement = resolve(level.requirement, parameters: use.parameters, in: scope) else { continue }
      let isFirst = !looked
      looked = true
      let unit = measurement.unit
      let (samples, total) = waivers.isEmpty ? (measurement.samples, measurement.total) : rest(measurement, without: waivers, in: scope)
      let broken = samples.filter { !requirement.holds($0.value) }
      let overallBroken = measurement.samples.isEmpty && measurement.overall.map { !requirement.holds($0) } ?? false
      let isBroken = overallBroken || !(level.allow ?? rule.allow).permits(broken.count, of: total)
      guard isBroken || isFirst else { continue }

      let worst = Self.worst(isBroken && !broken.isEmpty ? broken : samples, by: requirement)
      let limit = requirement.text(unit)
      let words = wording(measurement, worst: worst, limit: limit, count: overallBroken ? 1 : broken.count, total: total)
      result.unit = unit
      result.observed = measurement.overall ?? worst?.value
      result.limit = Limit(
        comparator: requirement.comparator, quantity: requirement.quantity.map { Quantity($0, unit) }, text: limit, setIn: level.setIn)
      result.count = isBroken ? (overallBroken ? 1 : broken.count) : 0
      result.total = total
      result.noun = measurement.noun
      result.states = words.fill(rule.states)
      // A value of the whole is no count of episodes.
      if observations.description.sample != nil, measurement.noun == "episodes", !overallBroken, measurement.overall == nil {
        result.interval = WilsonInterval(broken.count, of: total)
      }
      if isBroken {
        result.outcome = .fail
        result.severity = cappedSeverity(level, rule: rule, isWeak: measurement.strength == .weak)
        result.isGating = rules.gates(rule, at: result.severity)
        result.found = words.fill(level.found ?? rule.found)
        if overallBroken { result.excess = measurement.overall.map(requirement.excess) }
        // The worst first, then in canonical order: every output shows the first few.
        let excess = broken.map { requirement.excess($0.value) }
        result.findings = broken.indices.sorted { excess[$0] == excess[$1] ? $0 < $1 : excess[$0] > excess[$1] }
          .map { finding(broken[$0], unit: unit, limit: limit) }
        return
      }
      result.found = rule.measured.map(words.fill) ?? Self.defaultMeasured(measurement, worst: worst, name: worst.flatMap(episodeName))
    }
    if !looked {
      result.outcome = .notApplicable
      result.reason = firstAbsence?.reason ?? unresolved?.reason ?? "no limit of this rule is defined for this target"
      result.states = wordedStates(rule, in: scope)
    }
  }

  /// The roles that fulfil a need: `pose.position`, or `pose.position or joints`, of which joints may belong to a part (`left.joints`).
  private func bindings(for need: String) -> [RoleBinding] {
    let options = Rule.options(need)
    return options.flatMap { option in
      observations.setting.roles.bindings.filter { binding in
        binding.role == option || (options.count > 1 && binding.role.hasSuffix("." + option) && RoleMap.kind(of: binding.role) == option)
      }
    }
  }

  /// A finding that rests on a weakly inferred role, on tasks that were inferred from instructions, or on a target of which there is a paper and no loader, is at most a warning.
  private func cappedSeverity(_ level: Level, rule: Rule, isWeak: Bool) -> Severity {
    let severity = level.severity
    let restsOnTarget = rule.restsOnTarget || level.metric?.parameters[View.parameter] == View.target.rawValue
    if observations.setting.target.isPaperLevel, restsOnTarget { return min(severity, .warning) }
    let isWeak =
      isWeak || rule.scope == .task && tasks?.strength == .weak || rule.needs.contains { bindings(for: $0).first?.strength == .weak }
    return isWeak ? min(severity, .warning) : severity
  }

  /// A part of the scope that could not be read takes the word "pass" away from every rule but those that tell of it.
  private mutating func applyHiddenRecords(_ rule: Rule, scope: Scope, to result: inout RuleResult) {
    guard result.outcome == .pass, rule.family != "container", rule.readsRecords, let named = unread(in: scope) else { return }
    result.outcome = .error
    result.reason = "part of this scope could not be read (\(named)); what was read holds"
  }

  /// The damaged records or files of a scope, in words; nil when all of it was read. The same for every rule, so it is looked up once.
  private mutating func unread(in scope: Scope) -> String? {
    if let known = unread[scope] { return known }
    var files: Set<String> = []
    var records = 0
    for fault in context(scope, [:]).faults(.checksum, .truncated, .stub, .format, .undecodable, .unreadable, .shards)
    where fault.hidesRecords {
      files.insert("\(fault.split ?? "")/\(fault.file ?? "")")
      if fault.record != nil { records += 1 }
    }
    // A task may have episodes in any shard, so a missing one is missing from every task.
    let missing = missingShards.filter { shard in
      if case .split(let name) = scope { shard.split == name } else { true }
    }
    func told(_ count: Int, _ what: String) -> String { count == 1 ? "1 \(what)" : "\(count) \(what)s" }
    var named: String?
    if !files.isEmpty || !missing.isEmpty {
      named =
        records > 0 && records == files.count && missing.isEmpty
        ? told(records, "damaged record") : told(files.count + missing.count, "damaged or missing file")
    }
    unread[scope] = .some(named)
    return named
  }

  // MARK: - Limits and words

  private mutating func resolve(_ requirement: Requirement, parameters: [String: String], in scope: Scope) -> ResolvedRequirement? {
    var values: [Value] = []
    for term in requirement.terms {
      switch term {
      case .quantity(let quantity): values.append(.number(quantity.value))
      case .name(let name): values.append(.name(name))
      case .reference(let factor, let name):
        guard let value = referenced(name, parameters: parameters, in: scope) else { return nil }
        if let number = value.number { values.append(.number(number * factor)) } else { values.append(value) }
      }
    }
    switch requirement {
    case .atMost: return values[0].number.map { .atMost($0) }
    case .atLeast: return values[0].number.map { .atLeast($0) }
    case .between:
      guard let low = values[0].number, let high = values[1].number else { return nil }
      return .between(low, high)
    case .equals, .oneOf: return .oneOf(values)
    case .matches(let pattern):
      // The reader has compiled the pattern before.
      guard let regex = try? Regex(pattern) else { return nil }
      return .matches(pattern, regex)
    }
  }

  private mutating func referenced(_ name: String, parameters: [String: String], in scope: Scope) -> Value? {
    if References.isFact(name) { return References.fact(name, in: observations.setting) }
    switch measure(MetricUse(name, parameters), in: scope) {
    case .success(let measurement): return measurement.overall
    case .failure(let absence):
      unresolved = absence
      return nil
    }
  }

  /// The statement with its first limit filled in, for rules that were not held against anything.
  private mutating func wordedStates(_ rule: Rule, in scope: Scope) -> String {
    var limit = "its limit"
    if let level = rule.levels.first, let requirement = resolve(level.requirement, parameters: rule.metric.parameters, in: scope) {
      limit = requirement.text(MeasureUnits.unit(of: level.metric ?? rule.metric))
    }
    return Wording(values: ["limit": Self.bare(limit)]).fill(rule.states)
  }
}
