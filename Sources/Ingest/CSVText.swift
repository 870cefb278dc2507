// Cells of comma-separated values as they are written.

public enum CSVText {
    /// In quotes where a comma, a quote or a line break asks for them.
    public static func cell(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return text }
        var out = "\""
        for character in text { out += character == "\"" ? "\"\"" : String(character) }
        return out + "\""
    }
}
