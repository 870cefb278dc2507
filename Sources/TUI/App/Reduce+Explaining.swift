// Why the model thinks so: where it saw the class, and the labelled frames that look most like this one.

import Frames
import Review

extension AppState {
    /// Shows where the predicted class was seen, or the picture alone again.
    mutating func toggleExplanation() {
        explains.toggle()
        guard explains, let rarity = explainedClass else { return }
        say("Warm places speak for \(rarity.name), blue ones against it; x takes the map away.")
    }

    /// The class whose map lies over the picture; none while opinions are hidden.
    var explainedClass: RarityClass? { explains && !hidesOpinions ? current?.prediction?.rarity : nil }

    /// Asks for the look-alikes of the frame at the cursor, once a live head can tell them.
    mutating func wantNearest() -> [Effect] {
        // Within a shot they are nearly always the same: until the new ones come, the old ones stay.
        if nearestAt.map({ film?.shot(at: $0) != currentShot }) ?? true || currentShot == nil { nearest = [] }
        guard live != nil, let current else { return [] }
        return [.nearest(current.id)]
    }
}
