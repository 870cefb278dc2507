// The executable: one command a file in Commands/, all declared here.

import ArgumentParser

struct Rarity: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rarity",
        abstract: "Review and correct the rarity class of every frame, while a network learns from each correction.",
        version: "0.1.0",
        subcommands: [
            ReviewCommand.self,
            DemoCommand.self,
            ImportCommand.self,
            ImportLabelsCommand.self,
            SheetsCommand.self,
            ProcessCommand.self,
            LabelCommand.self,
            UndoCommand.self,
            LogCommand.self,
            RevertCommand.self,
            NextCommand.self,
            SimilarCommand.self,
            StatusCommand.self,
            ShotsCommand.self,
            FetchCommand.self,
            EmbedCommand.self,
            TrainCommand.self,
            ModelsCommand.self,
            ImportModelCommand.self,
            SubjectsCommand.self,
            PredictCommand.self,
            EvaluateCommand.self,
            SuspectsCommand.self,
            TuneCommand.self,
            EstimateCommand.self,
            ManifestCommand.self,
            DatasetCommand.self,
            ExportCommand.self,
            ReportCommand.self,
            PreviewCommand.self,
            HistogramCommand.self,
            TrunkCommand.self,
            DoctorCommand.self,
            CheckCommand.self,
            MergeCommand.self,
            BackupCommand.self,
            RestoreCommand.self,
            KeysCommand.self,
            ManualCommand.self,
        ],
        defaultSubcommand: ReviewCommand.self
    )
}
