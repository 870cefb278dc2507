// Running programs. Foundation's `Process` waits until every descendant has let go of its descriptors, which
// a tmux server never does: so posix_spawn and waitpid, and the output into a file.

import Foundation

struct Failed: Error { let what: String }

/// Runs a program by its path and waits for it.
/// - Returns: its exit status (128 and the signal, where one ended it) and all that it printed.
func launch(_ program: String, _ arguments: [String], in folder: URL, environment: [String: String] = [:]) throws -> (status: Int32, output: String) {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("output-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, file.path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    // The threads that tests run on block signals, and children would inherit that.
    var attributes = posix_spawnattr_t(), none = sigset_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    let words = (["env", "--chdir", folder.path, program] + arguments).map { strdup($0) } + [nil]
    defer { (variables + words).forEach { free($0) } }
    var process = pid_t()
    let failure = posix_spawnp(&process, "env", &actions, &attributes, words, variables)
    guard failure == 0 else { throw Failed(what: "\(program): \(String(cString: strerror(failure)))") }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    let signal = status & 0x7F
    return (signal == 0 ? (status >> 8) & 0xFF : 128 + signal, String(decoding: try Data(contentsOf: file), as: UTF8.self))
}
