// A frame at full size, in a program of the person's choice.

import Foundation
import Frames

enum Viewer {
    /// Starts `command` with the file as its last argument and does not wait for it.
    /// - Parameter command: a program and its arguments, as a shell would read them.
    static func open(_ file: String, with command: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        // The file comes as an argument of its own, so nothing in its name is read by the shell.
        process.arguments = ["-c", "exec \(command) \"$1\"", "viewer", file]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
    }
}
