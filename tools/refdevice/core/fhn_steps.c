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

bool fhn_steps(int32_t *X, int32_t *Yh, int32_t *Yl, int32_t S, uint32_t steps, const fhn_constants *constants)
{
    const fhn_constants *c = fhn_known_constants(constants);
    const unsigned low_bits = (unsigned)c->dt_exponent + c->extra_bits;            /* L */
    int32_t gain_low = c->gain_low, x_max = c->x_max;                              /* Cl, XMax */
    uint32_t span = 2u * (uint32_t)c->x_max;
    int32_t Xn = *X;                                                               /* F */
    int32_t Y = fhn_sum(fhn_times(*Yh, (int32_t)((uint32_t)1 << low_bits)), *Yl);  /* F + e + k */
    bool clamped = false;
    IN_REGISTER(gain_low);
    IN_REGISTER(x_max);
    IN_REGISTER(span);
    for (; steps > 0; steps--) {
        const int32_t q = add_product(0, Xn, Xn, c->product_shift);                        /* 2F - P fraction bits */
        const int32_t r = fhn_up(add_product(0, q, Xn, c->product_shift), c->cube_shift);  /* F */
        const int32_t f = Xn - r - fhn_down(Y, low_bits);                                  /* F */
        const int32_t Xu = add_product(Xn + f * c->gain_high, f, gain_low, 16);            /* F, X + d */
        Y += fhn_up(Xn, c->extra_bits) + S;
        Xn = Xu;
        if (SELDOM((uint32_t)(Xu + x_max) > span)) {
            Xn = Xu < 0 ? -x_max : x_max;
            clamped = true;
        }
    }
    *X = Xn;
    *Yh = fhn_down(Y, low_bits);
    *Yl = (int32_t)((uint32_t)Y & (((uint32_t)1 << low_bits) - 1));
    return clamped;
}
