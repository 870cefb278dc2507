// The episodes file of the demo, in the form that every season has.

import Frames

enum EpisodesList {
    static let fileName = "tuttle-twins-S01-episodes.json"

    /// Addresses are made up: nothing of the demo lies anywhere but in its folder.
    static func json(_ settings: DemoSettings) -> String {
        let entries = (1...settings.episodes).map { number in
            let code = EpisodeCode(season: 1, episode: number)
            let season = String(code.description.prefix(3)), episode = String(code.description.suffix(3))
            return """
              {
                "season": "\(season)",
                "episode": "\(episode)",
                "spreadsheet_title": "Tuttle Twins \(code) Unsupervised Clustering",
                "spreadsheet_url": "https://docs.google.com/spreadsheets/d/demo-\(code)/edit#gid=0",
                "share_link": "https://docs.google.com/spreadsheets/d/demo-\(code)/edit?usp=sharing",
                "manifest_file": "manifests/\(code)-manifest.jl"
              }
            """
        }
        return "[\n" + entries.joined(separator: ",\n") + "\n]\n"
    }
}
