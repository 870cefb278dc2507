// Optimiser rules over runs of weights: memory is what they cost, so each number is read and written once.
#include "network_kernels.h"
#include "simd.h"

#if defined(__x86_64__)
BEGIN_AVX2

#define LOAD _mm256_loadu_ps
#define STORE _mm256_storeu_ps
#define ALL _mm256_set1_ps

static void rmsprop(rarity_rule rule, float *w, const float *g, float *v, ptrdiff_t count) {
  const floats8 decay = ALL(rule.decay), rest = ALL(1 - rule.decay), rate = ALL(rule.rate), epsilon = ALL(rule.epsilon);
  ptrdiff_t i = 0;
  for (; i + 8 <= count; i += 8) {
    floats8 d = LOAD(g + i), s = decay * LOAD(v + i) + rest * d * d;
    STORE(v + i, s);
    STORE(w + i, LOAD(w + i) - rate * d / (_mm256_sqrt_ps(s) + epsilon));
  }
  for (; i < count; i++) {
    v[i] = rule.decay * v[i] + (1 - rule.decay) * g[i] * g[i];
    w[i] -= rule.rate * g[i] / (__builtin_sqrtf(v[i]) + rule.epsilon);
  }
}

static void adam(rarity_rule rule, float *w, const float *g, float *m, float *v, ptrdiff_t count) {
  const floats8 decay = ALL(rule.decay), rest = ALL(1 - rule.decay), rate = ALL(rule.rate), epsilon = ALL(rule.epsilon);
  const floats8 decay2 = ALL(rule.second_decay), rest2 = ALL(1 - rule.second_decay);
  ptrdiff_t i = 0;
  for (; i + 8 <= count; i += 8) {
    floats8 d = LOAD(g + i), a = decay * LOAD(m + i) + rest * d, s = decay2 * LOAD(v + i) + rest2 * d * d;
    STORE(m + i, a);
    STORE(v + i, s);
    STORE(w + i, LOAD(w + i) - rate * a / (_mm256_sqrt_ps(s) + epsilon));
  }
  for (; i < count; i++) {
    m[i] = rule.decay * m[i] + (1 - rule.decay) * g[i];
    v[i] = rule.second_decay * v[i] + (1 - rule.second_decay) * g[i] * g[i];
    w[i] -= rule.rate * m[i] / (__builtin_sqrtf(v[i]) + rule.epsilon);
  }
}

static void sgd(rarity_rule rule, float *w, const float *g, float *m, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) {
    m[i] = rule.decay * m[i] - rule.rate * g[i];
    w[i] += m[i];
  }
}

void rarity_update(rarity_rule rule, float *weights, const float *gradient, float *first, float *second, ptrdiff_t count) {
  switch (rule.kind) {
    case RARITY_RMSPROP: rmsprop(rule, weights, gradient, first, count); break;
    case RARITY_ADAM: adam(rule, weights, gradient, first, second, count); break;
    case RARITY_SGD: sgd(rule, weights, gradient, first, count); break;
  }
}
END_AVX2
#else
void rarity_update(rarity_rule rule, float *weights, const float *gradient, float *first, float *second, ptrdiff_t count) {}
#endif
