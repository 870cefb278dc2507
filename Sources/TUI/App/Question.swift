// What is asked before something large is done: y does it, any other key does not.

/// An open question.
public struct Question: Equatable, Sendable {
    let text: String
    let effects: [Effect]
}

extension AppState {
    mutating func answer(_ key: Key) -> [Effect] {
        let asked = question
        question = nil
        guard key == .character("y") || key == .character("Y") else {
            say("Nothing was changed.")
            return []
        }
        return asked?.effects ?? []
    }
}
