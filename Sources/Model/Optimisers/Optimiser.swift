// Keeps what an optimiser remembers of every weight, and applies its rule to runs of weights, whole or in part.

import CKernels
import Foundation

/// An optimiser at work. Runs of one parameter may be updated by several threads at once.
final class Optimiser {
    let settings: OptimiserSettings
    /// Steps begun so far; Adam's correction depends on it.
    var steps = 0
    /// By name of the parameter.
    private(set) var slots: [String: [Parameter]] = [:]
    private let isPortable: Bool

    init(_ settings: OptimiserSettings, _ parameters: [Parameter], portable: Bool = false) {
        self.settings = settings
        isPortable = portable || !rarity_has_avx2()
        for parameter in parameters {
            slots[parameter.name] = (0..<settings.slots).map { Parameter("\(parameter.name)/\(settings.rule.rawValue)\($0)", parameter.shape) }
        }
    }

    /// Everything to be kept for a resumption, in a fixed order.
    var kept: [Parameter] { slots.sorted { $0.key < $1.key }.flatMap(\.value) }

    /// The update of one parameter in this step.
    func update(of parameter: Parameter) -> Update {
        let slots = slots[parameter.name] ?? []
        return Update(rule: rule, weights: parameter.values.pointer, first: slots.first?.values.pointer,
                      second: slots.count > 1 ? slots[1].values.pointer : nil, isPortable: isPortable)
    }

    /// Applies the gradients that the parameters hold.
    func apply(_ parameters: [Parameter]) {
        for parameter in parameters { update(of: parameter).apply(parameter.gradient.pointer, from: 0, count: parameter.count) }
    }

    private var rule: rarity_rule {
        var rate = settings.learningRate
        if settings.rule == .adam {
            rate *= (1 - pow(settings.secondDecay, Float(steps))).squareRoot() / (1 - pow(settings.decay, Float(steps)))
        }
        let kind = switch settings.rule {
        case .rmsprop: RARITY_RMSPROP
        case .adam: RARITY_ADAM
        case .sgd: RARITY_SGD
        }
        return rarity_rule(kind: kind, rate: rate, decay: settings.decay, second_decay: settings.secondDecay, epsilon: settings.epsilon)
    }

    /// One parameter's weights and what is remembered of them.
    struct Update {
        let rule: rarity_rule
        let weights: UnsafeMutablePointer<Float>
        let first: UnsafeMutablePointer<Float>?, second: UnsafeMutablePointer<Float>?
        let isPortable: Bool

        /// Changes weights `start` to `start + count` by their gradient.
        @inline(__always)
        func apply(_ gradient: UnsafePointer<Float>, from start: Int, count: Int) {
            guard let first else { return }
            if isPortable {
                updatePortably(rule, weights + start, gradient, first + start, second.map { $0 + start }, count)
            } else {
                rarity_update(rule, weights + start, gradient, first + start, second.map { $0 + start }, count)
            }
        }
    }
}

/// The rules in plain Swift: the twin of `rarity_update`.
func updatePortably(
    _ rule: rarity_rule, _ w: UnsafeMutablePointer<Float>, _ g: UnsafePointer<Float>, _ first: UnsafeMutablePointer<Float>,
    _ second: UnsafeMutablePointer<Float>?, _ count: Int
) {
    switch rule.kind {
    case RARITY_RMSPROP:
        for i in 0..<count {
            first[i] = rule.decay * first[i] + (1 - rule.decay) * g[i] * g[i]
            w[i] -= rule.rate * g[i] / (first[i].squareRoot() + rule.epsilon)
        }
    case RARITY_ADAM:
        guard let second else { return }
        for i in 0..<count {
            first[i] = rule.decay * first[i] + (1 - rule.decay) * g[i]
            second[i] = rule.second_decay * second[i] + (1 - rule.second_decay) * g[i] * g[i]
            w[i] -= rule.rate * first[i] / (second[i].squareRoot() + rule.epsilon)
        }
    default:
        for i in 0..<count {
            first[i] = rule.decay * first[i] - rule.rate * g[i]
            w[i] += first[i]
        }
    }
}
