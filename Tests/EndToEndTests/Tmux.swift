// The shipped binary in a private tmux server: what a person types, and what they see.

import Foundation
import Testing

/// A tmux server of its own with one window that runs a command; ended when it goes out of scope.
final class Tmux {
    private let name: String
    let folder: URL

    /// - Parameter environment: set for the command; `TERM` is what tmux tells the app.
    init(_ command: String, in folder: URL, width: Int = 100, height: Int = 30, terminal: String = "tmux-256color", environment: [String: String] = [:]) throws {
        name = "rarity-\(UUID().uuidString.prefix(8))"
        self.folder = folder
        let assignments = environment.map { "\($0.key)=\(Self.quoted($0.value))" }.joined(separator: " ")
        // The shell stays after the app, so that the screen it leaves can be looked at.
        let line = "cd \(Self.quoted(folder.path)) && env -u NO_COLOR -u COLORTERM \(assignments) \(command); echo LEFT-WITH-$?; exec sleep 600"
        let settings = folder.appendingPathComponent("tmux.conf")
        try "set -g default-terminal \(terminal)\nset -ga terminal-features ',*:RGB'\nset -g status off\n".write(to: settings, atomically: true, encoding: .utf8)
        try run(["-f", settings.path, "new-session", "-d", "-x", "\(width)", "-y", "\(height)", line])
    }

    deinit { _ = try? run(["kill-server"]) }

    func keys(_ keys: String...) throws { try run(["send-keys"] + keys) }

    /// Types text as it stands.
    func type(_ text: String) throws { try run(["send-keys", "-l", text]) }

    /// What a terminal would send, byte by byte.
    func bytes(_ bytes: String) throws { try run(["send-keys", "-H"] + bytes.utf8.map { String($0, radix: 16) }) }

    /// A press of the mouse at a cell, from 0, as terminals report it (SGR).
    func press(x: Int, y: Int, button: Int = 0) throws { try bytes("\u{1B}[<\(button);\(x + 1);\(y + 1)M") }

    /// From now on all that the app writes goes into a file too.
    func record(into file: URL) throws { try run(["pipe-pane", "cat > \(Self.quoted(file.path))"]) }

    /// Pastes text, bracketed where the app asked for it.
    func paste(_ text: String) throws {
        try run(["set-buffer", text])
        try run(["paste-buffer", "-p"])
    }

    func resize(_ width: Int, _ height: Int) throws { try run(["resize-window", "-x", "\(width)", "-y", "\(height)"]) }

    /// The screen as text.
    func screen() throws -> String { try run(["capture-pane", "-p"]) }

    /// The screen with its colours.
    func colouredScreen() throws -> String { try run(["capture-pane", "-p", "-e", "-N"]) }

    func value(_ format: String) throws -> String {
        try run(["display", "-p", format]).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Process id of the app: the child of the window's shell.
    func appProcess() throws -> Int32 {
        let shell = try value("#{pane_pid}")
        let children = try String(contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
        return try #require(children.split(separator: " ").last.flatMap { Int32($0.trimmingCharacters(in: .whitespacesAndNewlines)) })
    }

    /// Waits until the screen satisfies a condition. What is seen may be half of a repaint, so all that a test asks of a screen
    /// belongs into the condition.
    /// - Returns: that screen; records an issue with the last one where it never comes.
    @discardableResult
    func wait(_ what: String, seconds: Double = 20, inColour: Bool = false, sourceLocation: SourceLocation = #_sourceLocation,
              until condition: (String) -> Bool) throws -> String {
        let deadline = Date().addingTimeInterval(seconds)
        var last = ""
        while Date() < deadline {
            last = try inColour ? colouredScreen() : screen()
            if condition(last) { return last }
            usleep(30_000)
        }
        Issue.record("never seen: \(what)\nlast screen:\n\(last)", sourceLocation: sourceLocation)
        return last
    }

    @discardableResult
    func wait(for text: String, seconds: Double = 20, sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
        try wait(text, seconds: seconds, sourceLocation: sourceLocation) { $0.contains(text) }
    }

    @discardableResult
    private func run(_ arguments: [String]) throws -> String {
        let (status, output) = try launch("/usr/bin/env", ["tmux", "-L", name] + arguments, in: folder)
        guard status == 0 else { throw Failed(what: "tmux \(arguments.joined(separator: " ")): \(output)") }
        return output
    }

    private static func quoted(_ text: String) -> String { "'" + text.replacingOccurrences(of: "'", with: "'\\''") + "'" }
}
