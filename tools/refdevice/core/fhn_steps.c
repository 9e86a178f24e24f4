#include "fhn_steps.h"

/* Keeps a number that the compiler knows in a register: Armv6-M has no instruction with a large constant, and its multiplication takes one clock where
   shifts and additions take five. */
#if defined(__thumb__) && !defined(__thumb2__)
#define IN_REGISTER(value) __asm("" : "+l"(value))
#else
#define IN_REGISTER(value) (void)(value)
#endif

#ifdef __GNUC__
#define SELDOM(condition) __builtin_expect(condition, 0)
#else
#define SELDOM(condition) (condition)
#endif

static inline unsigned low_bits_of(const fhn_constants *c)
{
    return (unsigned)c->dt_exponent + c->extra_bits; /* L */
}

/* sum + ((a * b) >> bits) of a word and a 16-bit word whose product fits a word (docs/numerics.md, section 5: all of a step's do). Arm's DSP extension
   has it for 16 bits in one instruction. */
static inline int32_t add_product(int32_t sum, int32_t a, int32_t b, unsigned bits)
{
#ifdef __ARM_FEATURE_DSP
    if (__builtin_constant_p(bits) && bits == 16) {
        int32_t result;
        if (__builtin_constant_p(sum) && sum == 0) {
            __asm("smulwb %0, %1, %2" : "=r"(result) : "r"(a), "r"(b));
        } else {
            __asm("smlawb %0, %1, %2, %3" : "=r"(result) : "r"(a), "r"(b), "r"(sum));
        }
        return result;
    }
#endif
    return sum + fhn_down(a * b, bits);
}

/* One step of a cell whose Y is one word; the constants are spelled out, so that a loop keeps them in registers. True where X was clamped. */
static inline bool step(int32_t *X, int32_t *Y, int32_t S, const fhn_constants *c, int32_t gain_low, int32_t x_max, uint32_t span)
{
    const int32_t Xn = *X;                                                             /* F */
    const int32_t q = add_product(0, Xn, Xn, c->product_shift);                        /* 2F - P fraction bits */
    const int32_t r = fhn_up(add_product(0, q, Xn, c->product_shift), c->cube_shift);  /* F */
    const int32_t f = Xn - r - fhn_down(*Y, low_bits_of(c));                           /* F */
    const int32_t Xu = add_product(Xn + f * c->gain_high, f, gain_low, 16);            /* F, X + d */
    *Y += fhn_up(Xn, c->extra_bits) + S;
    *X = Xu;
    if (SELDOM((uint32_t)(Xu + x_max) > span)) {
        *X = Xu < 0 ? -x_max : x_max;
        return true;
    }
    return false;
}

static inline int32_t one_word(int32_t Yh, int32_t Yl, unsigned low_bits)
{
    return fhn_sum(fhn_times(Yh, (int32_t)((uint32_t)1 << low_bits)), Yl); /* F + e + k */
}

bool fhn_steps(int32_t *X, int32_t *Yh, int32_t *Yl, int32_t S, uint32_t steps, const fhn_constants *constants)
{
    const fhn_constants *c = fhn_known_constants(constants);
    const unsigned low_bits = low_bits_of(c);
    int32_t gain_low = c->gain_low, x_max = c->x_max; /* Cl, XMax */
    uint32_t span = 2u * (uint32_t)c->x_max;
    int32_t Xn = *X, Y = one_word(*Yh, *Yl, low_bits);
    bool clamped = false;
    IN_REGISTER(gain_low);
    IN_REGISTER(x_max);
    IN_REGISTER(span);
    for (; steps > 0; steps--) {
        clamped |= step(&Xn, &Y, S, c, gain_low, x_max, span);
    }
    *X = Xn;
    *Yh = fhn_down(Y, low_bits);
    *Yl = (int32_t)((uint32_t)Y & (((uint32_t)1 << low_bits) - 1));
    return clamped;
}

#if FHN_TOGETHER == 4
void fhn_steps_together(int32_t *X, int32_t *Yh, int32_t *Yl, const int32_t *S, uint8_t *saturated, uint32_t steps, const fhn_constants *constants)
{
    const fhn_constants *c = fhn_known_constants(constants);
    const unsigned low_bits = low_bits_of(c);
    const int32_t gain_low = c->gain_low, x_max = c->x_max;
    const uint32_t span = 2u * (uint32_t)c->x_max;
    int32_t X0 = X[0], X1 = X[1], X2 = X[2], X3 = X[3], Y[FHN_TOGETHER];
    bool clamped[FHN_TOGETHER] = { false };
    for (unsigned cell = 0; cell < FHN_TOGETHER; cell++) {
        Y[cell] = one_word(Yh[cell], Yl[cell], low_bits);
    }
    int32_t Y0 = Y[0], Y1 = Y[1], Y2 = Y[2], Y3 = Y[3];
    for (; steps > 0; steps--) {
        clamped[0] |= step(&X0, &Y0, S[0], c, gain_low, x_max, span);
        clamped[1] |= step(&X1, &Y1, S[1], c, gain_low, x_max, span);
        clamped[2] |= step(&X2, &Y2, S[2], c, gain_low, x_max, span);
        clamped[3] |= step(&X3, &Y3, S[3], c, gain_low, x_max, span);
    }
    const int32_t Xs[FHN_TOGETHER] = { X0, X1, X2, X3 }, Ys[FHN_TOGETHER] = { Y0, Y1, Y2, Y3 };
    for (unsigned cell = 0; cell < FHN_TOGETHER; cell++) {
        X[cell] = Xs[cell];
        Yh[cell] = fhn_down(Ys[cell], low_bits);
        Yl[cell] = (int32_t)((uint32_t)Ys[cell] & (((uint32_t)1 << low_bits) - 1));
        saturated[cell] = (uint8_t)(saturated[cell] | clamped[cell]);
    }
}
#endif
