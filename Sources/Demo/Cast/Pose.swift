// How a figure stands, looks and feels at one moment.

enum Expression: Int, CaseIterable, Sendable { case happy, calm, surprised, worried, laughing, curious }

enum Gesture: Int, CaseIterable, Sendable { case down, wave, point, hips, cheer }

struct Pose: Sendable {
    /// -1 in profile to the left, 0 to the front, 1 in profile to the right.
    var turn: Float = 0
    /// Seen from behind.
    var back = false
    /// Radians of the walking cycle.
    var phase: Float = 0
    /// 0 standing, 1 running.
    var stride: Float = 0
    var expression: Expression = .happy
    var gesture: Gesture = .down
    /// How far the mouth is open in speech, 0 to 1.
    var talk: Float = 0
    /// Eyes closed for a moment.
    var blink = false
    /// Seconds: breath, hair in the wind.
    var time: Float = 0
}
