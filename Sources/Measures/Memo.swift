import Synchronization

/// What several metrics work out of the same rows, worked out once for a judgement: by name, scope and parameters.
///
/// Two workers that ask for one thing at the same time wait for it; what they get does not depend on who asked first.
public final class Memo: Sendable {
  private final class Entry: Sendable {
    let result = Mutex<Result<any Sendable, Absence>?>(nil)
  }

  private let entries = Mutex<[String: Entry]>([:])

  public init() {}

  /// What is remembered holds the observations that it was worked out of, and these the memo.
  fileprivate func forget() { entries.withLock { $0 = [:] } }

  /// What always has a value.
  func value<Value: Sendable>(_ key: String, _ work: () -> Value) -> Value {
    do throws(Absence) {
      return try value(key, orAbsence: { () throws(Absence) in work() })
    } catch {
      preconditionFailure("\(key) stands for two things")
    }
  }

  func value<Value: Sendable>(_ key: String, orAbsence work: () throws(Absence) -> Value) throws(Absence) -> Value {
    let entry = entries.withLock { known in
      if let found = known[key] { return found }
      let new = Entry()
      known[key] = new
      return new
    }
    let result = entry.result.withLock { known -> Result<any Sendable, Absence> in
      if let known { return known }
      let made: Result<any Sendable, Absence>
      do throws(Absence) { made = .success(try work()) } catch { made = .failure(error) }
      known = made
      return made
    }
    switch result {
    case .failure(let absence): throw absence
    case .success(let value):
      guard let value = value as? Value else { preconditionFailure("\(key) stands for two things") }
      return value
    }
  }
}

extension Observations {
  /// Lets go of what was remembered, once everything is judged: without it observations would stay in memory for good.
  public func forget() { memo.forget() }
}

extension MeasureContext {
  /// Something worked out of this scope's rows that other metrics will ask for too.
  func once<Value: Sendable>(_ name: String, _ work: (MeasureContext) throws(Absence) -> Value) throws(Absence) -> Value {
    let parameters = parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
    return try observations.memo.value("\(name)|\(scope.name)|\(parameters)", orAbsence: { () throws(Absence) in try work(self) })
  }
}
