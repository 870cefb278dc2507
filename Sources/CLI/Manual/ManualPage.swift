// rarity(1), made from the declarations of the commands and of the keys.

import Foundation
import TUI

/// The manual page as mdoc text.
/// - Source: mdoc(7).
struct ManualPage {
    /// Options that every command takes: said once.
    private static let common: Set<String> = ["db", "json", "quiet"]
    private static let ofTheParser: Set<String> = ["version", "help"]

    private static let environment = [
        ("RARITY_REVIEWER", "Who decides, where --as does not say."),
        ("AWS_PROFILE , AWS_ACCESS_KEY_ID , AWS_SECRET_ACCESS_KEY , AWS_SESSION_TOKEN , AWS_REGION , AWS_ENDPOINT_URL_S3", "Where S3 is, and who asks; without them the role of the container or the EC2 instance, unless AWS_EC2_METADATA_DISABLED is true."),
        ("GOOGLE_APPLICATION_CREDENTIALS", "The key file of a service account, for sheets."),
        ("NO_COLOR", "If set, the app and the previews use no colours."),
        ("COLORTERM", "truecolor or 24bit: the terminal has all colours."),
    ]
    private static let files = [
        ("review.db", "What was imported and decided, in the working directory. Back it up with rarity backup."),
        (".rarity/", "What can be computed again: images, embeddings, networks."),
        ("rarity.toml", "Settings of the project."),
        ("~/.config/rarity/config.toml", "Settings of the person."),
    ]

    let program: CommandDescription

    /// - Parameter date: as `November 24, 2026`.
    func text(date: String) -> String {
        var lines = [".Dd \(Self.escaped(date))", ".Dt RARITY 1", ".Os"]
        lines += [".Sh NAME", ".Nm rarity", ".Nd \(Self.escaped((program.abstract ?? "").trimmingDot))"]
        lines += [".Sh SYNOPSIS", ".Nm", ".Op Ar command", ".Op Ar option ..."]
        lines += [".Sh DESCRIPTION", "Without a command the app opens; with no database yet it offers a demo."]
        let commands = (program.subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
        let shared = commands.flatMap { $0.arguments ?? [] }.filter { Self.isCommon($0) }
        lines += ["The options of all commands, before or after the command:", ".Bl -tag -width 6n"]
        var said: Set<String> = []
        for argument in shared where said.insert(argument.names?.first?.name ?? "").inserted { lines += item(argument) }
        lines += [".El", ".Sh COMMANDS"]
        for command in commands { lines += section(command, prefix: "") }
        lines += [".Sh KEYS"]
        for table in Keymap.tables {
            lines += [".Ss \(Self.escaped(table.title))", ".Bl -tag -width 14n"]
            for row in table.rows { lines += [".It \(Self.escaped(row.keys))", Self.escaped(row.help)] }
            lines += [".El"]
        }
        lines += [".Sh ENVIRONMENT"] + Self.list(Self.environment, "Ev")
        lines += [".Sh FILES"] + Self.list(Self.files, "Pa")
        lines += [".Sh EXIT STATUS", "0: done, rows with problems included. 1: failed. 64: the command line was not understood."]
        return lines.joined(separator: "\n") + "\n"
    }

    private func section(_ command: CommandDescription, prefix: String) -> [String] {
        let own = (command.arguments ?? []).filter { $0.shouldDisplay && !Self.isCommon($0) && !Self.isOfTheParser($0) }
        let name = prefix + command.commandName
        var lines = [".Ss \(name)", ".Nm Cm \(Self.escaped(name))"] + own.map(synopsis) + [".Pp", Self.escaped(command.abstract ?? "")]
        for paragraph in (command.discussion ?? "").split(separator: "\n") { lines += [".Pp", Self.escaped(String(paragraph))] }
        if !own.isEmpty { lines += [".Bl -tag -width 6n"] + own.flatMap(item) + [".El"] }
        for inner in command.subcommands ?? [] where inner.shouldDisplay && inner.commandName != "help" {
            lines += section(inner, prefix: name + " ")
        }
        return lines
    }

    private func synopsis(_ argument: CommandDescription.Argument) -> String {
        let value = Self.escaped(argument.valueName ?? "value")
        let text = argument.kind == "positional" ? "Ar \(value)"
            : "Fl \(Self.flag(argument))" + (argument.kind == "option" ? " Ar \(value)" : "")
        return (argument.isOptional ? ".Op \(text)" : ".\(text)") + (argument.isRepeating ? " ..." : "")
    }

    private func item(_ argument: CommandDescription.Argument) -> [String] {
        let value = Self.escaped(argument.valueName ?? "value")
        let head = argument.kind == "positional" ? "Ar \(value)"
            : "Fl \(Self.flag(argument))" + (argument.kind == "option" ? " Ar \(value)" : "")
        let unless = argument.defaultValue.map { " Unless given: \($0)." } ?? ""
        return [".It \(head)", Self.escaped((argument.abstract ?? "") + unless)]
    }

    /// mdoc puts one hyphen before it.
    private static func flag(_ argument: CommandDescription.Argument) -> String {
        (argument.names ?? []).map { escaped(String($0.text.dropFirst())) }.joined(separator: " , Fl ")
    }

    private static func isCommon(_ argument: CommandDescription.Argument) -> Bool {
        (argument.names ?? []).contains { common.contains($0.name) }
    }

    private static func isOfTheParser(_ argument: CommandDescription.Argument) -> Bool {
        (argument.names ?? []).contains { ofTheParser.contains($0.name) }
    }

    private static func list(_ rows: [(String, String)], _ macro: String) -> [String] {
        [".Bl -tag -width 6n"] + rows.flatMap { [".It \(macro) \($0.0)", escaped($0.1)] } + [".El"]
    }

    /// Text that no macro is read in: backslashes, a leading dot or apostrophe.
    private static func escaped(_ text: String) -> String {
        let safe = text.replacingOccurrences(of: "\\", with: "\\e").replacingOccurrences(of: "-", with: "\\-")
        return (safe.hasPrefix(".") || safe.hasPrefix("'") ? "\\&" : "") + safe
    }
}

extension String {
    /// Without the full stop at its end.
    fileprivate var trimmingDot: String { hasSuffix(".") ? String(dropLast()) : self }
}
