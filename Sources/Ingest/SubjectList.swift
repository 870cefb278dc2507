// METADATA: a Python list as people and programs write it, with and without quotes.

import Frames

/// The subjects of a frame: `['Emily', "Emily's dad"]` and `[Emily, Space Tunnel]` alike.
struct SubjectList {
    /// Printable, each once, in the order of the cell.
    private(set) var subjects: [String] = []
    /// What was done about something odd.
    private(set) var problem: String?
    /// Whether the cell had bytes that are no UTF-8, of which U+FFFD is left. Asked of each different cell once.
    let hasUnreadableBytes: Bool

    private static let mostSubjects = 100
    private static let none: Set<String> = ["none", "nan", "null"]

    init(text: String) {
        var body = Substring(text.trimmed)
        let opened = body.first == "[", closed = body.count > 1 && body.last == "]"
        if opened { body = body.dropFirst() }
        if closed { body = body.dropLast() }
        var unclosedQuote = false
        var hidden = false
        for item in Self.items(body, &unclosedQuote) {
            let name = item.trimmed
            let shown = name.printable(limit: 100)
            if name.isEmpty || Self.none.contains(name.lowercased()) || subjects.contains(shown) { continue }
            if shown != name { hidden = true }
            subjects.append(shown)
        }
        if opened != closed || unclosedQuote {
            problem = "METADATA is no whole list; taken as \(subjects.joined(separator: ", ").printable())."
        } else if hidden {
            problem = "METADATA holds characters that cannot be printed, or a name of over 100; written as \\u{…} or cut."
        }
        if subjects.count > Self.mostSubjects {
            subjects.removeLast(subjects.count - Self.mostSubjects)
            problem = "METADATA names more than \(Self.mostSubjects) subjects; the first \(Self.mostSubjects) were taken."
        }
        hasUnreadableBytes = subjects.contains { $0.unicodeScalars.contains("\u{FFFD}") }
    }

    /// Splits at the commas outside quotes. A quote counts only at the start of an item: `Emily's dad` has none.
    private static func items(_ body: Substring, _ unclosedQuote: inout Bool) -> [String] {
        var items: [String] = []
        var item = ""
        var quote: Character?
        var escaped = false
        for character in body {
            if escaped {
                item.append(character)
                escaped = false
            } else if let open = quote {
                if character == "\\" { escaped = true } else if character == open { quote = nil } else { item.append(character) }
            } else if character == "," {
                items.append(item)
                item = ""
            } else if character == "'" || character == "\"", item.allSatisfy(\.isWhitespace) {
                quote = character
                item = ""
            } else {
                item.append(character)
            }
        }
        unclosedQuote = quote != nil
        return items + [item]
    }
}
