// The executable: one command a file in Commands/, all declared here.

import ArgumentParser

struct Rarity: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rarity",
        abstract: "Review and correct the rarity class of every frame, while a network learns from each correction.",
        version: "0.1.0",
        subcommands: [
            ImportCommand.self, ImportLabelsCommand.self, ManifestCommand.self,
            DemoCommand.self, TrunkCommand.self, ShotsCommand.self, TrainCommand.self, ModelsCommand.self, PredictCommand.self,
            LabelCommand.self, UndoCommand.self, LogCommand.self,
            StatusCommand.self, CheckCommand.self, BackupCommand.self, RestoreCommand.self,
        ]
    )
}
