// The filter in force: moving keys see only its frames.

import Frames
import Review

extension AppState {
    /// Takes a typed filter; empty takes the filter away.
    mutating func setFilter(_ text: String) -> [Effect] {
        guard !text.isEmpty else {
            clearFilter()
            return []
        }
        do {
            let filter = try Filter(text, now: pace.today + Int64(pace.now))
            self.filter = filter
            film?.opinions = nil                                  // others may have decided meanwhile
            let missing = missingForFilter
            return missing.isEmpty ? applyFilter() : missing
        } catch {
            // Back to the line, the caret at the trouble.
            prompt = Prompt(.filter, text: text, history: promptHistory[.filter] ?? [])
            prompt?.move(to: error.position)
            prompt?.trouble = error.position
            say(error.reason, .bad)
            return []
        }
    }

    /// Tab in the line of a filter: fields first, then the values of a field.
    mutating func completeFilter() {
        guard let open = prompt, open.caret == open.text.count else { return }
        let word = open.text.split(separator: " ", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        guard let sign = word.firstIndex(where: { "=<>~!,".contains($0) }) else {
            return offer(Filter.Field.allCases.map { $0.isFlag ? $0.rawValue : $0.rawValue + "=" }.sorted(), for: word, endingIn: "")
        }
        let typed = String(word[(word.lastIndex { "=<>~!,".contains($0) } ?? sign)...].dropFirst())
        let values: [String] = switch Filter.Field(rawValue: String(word[..<sign])) {
        case .label: RarityClass.allCases.map { $0.name.lowercased() } + ["none"]
        case .pred: RarityClass.allCases.map { $0.name.lowercased() } + ["label", "none"]
        case .source: LabelSource.allCases.map(\.rawValue) + ["none"]
        case .since: ["today", "yesterday"]
        case .by: reports.reviewers.map { $0.name.lowercased() } + [reviewer.lowercased()] + experts.map { $0.lowercased() }
        default: []
        }
        offer(Set(values).sorted(), for: typed, endingIn: "")
    }

    /// What must be loaded before the filter can be asked.
    var missingForFilter: [Effect] {
        guard let filter, let film else { return [] }
        return (filter.needsSubjects && film.subjects == nil ? [.subjects(film.code)] : [])
            + (filter.needsSights && film.sights == nil ? [.sights(film.code)] : [])
            + (filter.needsOpinions && film.opinions == nil ? [.opinions(film.code)] : [])
    }

    /// Stands on the first frame of the filter from here on.
    mutating func applyFilter() -> [Effect] {
        refreshFilter()
        guard let matches else { return [] }
        let what = filter?.list == nil ? "filter" : "list"
        guard let next = matches.first(where: { $0 >= cursor }) ?? matches.last else {
            say("No frame of this episode fits; Esc takes the \(what) away.")
            return []
        }
        let others = (filter?.list?.numbers.count ?? matches.count) - matches.count
        say("\(counted(matches.count, "frame"))\(others > 0 ? " here, \(grouped(others)) in other episodes" : ""); Esc takes the \(what) away.")
        return go(to: next)
    }

    mutating func clearFilter() {
        filter = nil
        matches = nil
    }

    /// Finds the filter's frames anew, after labels or predictions changed.
    mutating func refreshFilter() {
        guard let filter, let film else {
            matches = nil
            return
        }
        matches = film.frames.indices.filter { filter.holds(film.frames[$0], in: film) }
    }

    /// The position so many frames on, counting only those of the filter.
    func stepped(_ by: Int) -> Int {
        guard let matches else { return cursor + by }
        if by > 0 {
            let ahead = matches.drop { $0 <= cursor }
            return ahead.isEmpty ? cursor : ahead[min(ahead.endIndex - 1, ahead.startIndex + by - 1)]
        }
        let behind = matches.prefix { $0 < cursor }
        return behind.isEmpty ? cursor : behind[max(0, behind.endIndex + by)]
    }
}
