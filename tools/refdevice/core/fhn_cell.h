/* The normative step of docs/numerics.md and the noise of docs/imperfections.md, as FixedStep.cs and NoiseGenerator.cs compute them: the same names
   in the same order. */
#ifndef FHN_CELL_H
#define FHN_CELL_H

#include <stdbool.h>
#include <stdint.h>
#ifdef FHN_FIXED
#include <fhn_constants.h>
#endif

/* Every number that a cell's format and eps give; tools/Generate writes them as fhn_constants.h. */
typedef struct {
    uint8_t word_bits;     /* W: bits of X, 3 to 16 */
    uint8_t fraction;      /* F: fraction bits of X */
    uint8_t product_shift; /* P */
    uint8_t cube_shift;    /* U */
    uint8_t dt_exponent;   /* k of dt = 2^-k */
    uint8_t extra_bits;    /* e: fraction bits of S and Y beyond those of X */
    int32_t gain_high;     /* G of C = 65536 G + Cl */
    int32_t gain_low;      /* Cl */
    int32_t x_max;         /* bound of X, LSBs of X */
    int32_t x0, yh0, yl0;  /* the initial state */
    uint8_t yh_bits;       /* bits of Yh, sign included */
    uint8_t y_bytes;       /* bytes of Y on the link */
    uint8_t hash[8];       /* all 0: does not compute this step exactly */
} fhn_constants;

/* The constants that a device was given, as the compiler sees them: a build for one format alone, with FHN_FIXED, has its numbers in the
   instructions. The device must then be started with those of fhn_constants.h. */
static inline const fhn_constants *fhn_known_constants(const fhn_constants *given)
{
#ifdef FHN_FIXED
    static const fhn_constants known = {
        FHN_W, FHN_F, FHN_P, FHN_U, FHN_K, FHN_E, FHN_G, FHN_CL, FHN_XMAX, FHN_X0, FHN_YH0, FHN_YL0, FHN_YH_BITS, FHN_Y_BYTES, FHN_HASH
    };
    (void)given;
    return &known;
#else
    return given;
#endif
}

/* Shifts that C99 leaves open for negative numbers. Compilers make one instruction of each. */
static inline int32_t fhn_down(int32_t value, unsigned bits)
{
    return value >= 0 ? value >> bits : ~(~value >> bits);
}

static inline int32_t fhn_up(int32_t value, unsigned bits)
{
    return value * ((int32_t)1 << bits);
}

/* Sum and product that wrap. Within the ranges of docs/protocol.md nothing does; a host that sends what lies beyond them gets any numbers,
   and nothing worse. */
static inline int32_t fhn_sum(int32_t a, int32_t b)
{
    return (int32_t)((uint32_t)a + (uint32_t)b);
}

static inline int32_t fhn_times(int32_t a, int32_t b)
{
    return (int32_t)((uint32_t)a * (uint32_t)b);
}

/* Per-cell parameters: all in which a cell may differ from the cell of the constants. */
typedef struct {
    int32_t gain_high, gain_low; /* G and Cl of its C */
    int32_t noise_x, noise_y;    /* A_x, LSBs of X, and A_y, units of 2^J LSBs of Y; both 0 where it is stuck */
    uint16_t u, v;               /* its noise generator */
} fhn_per_cell;

/* Steps that one move of a generator serves. */
#define FHN_STEPS_OF_MOVE 8u

/* Moves a generator on. */
static inline void fhn_noise_move(fhn_per_cell *per_cell)
{
    const uint16_t t = (uint16_t)(per_cell->u ^ per_cell->u << 5);
    per_cell->u = per_cell->v;
    per_cell->v = (uint16_t)(per_cell->v ^ per_cell->v >> 1 ^ t ^ t >> 3);
}

/* J: noise on Y comes in units of 2^J LSBs of Y. */
static inline unsigned fhn_noise_shift(const fhn_constants *c)
{
    const unsigned y_fraction = (unsigned)c->fraction + c->extra_bits + c->dt_exponent;
    return y_fraction > c->extra_bits + 14u ? y_fraction - 14u : c->extra_bits;
}

/* Advances one cell with per-cell parameters by dt, with noise nX and nY of this step. True where X was clamped. */
static inline bool fhn_per_cell_step(
    int32_t *X, int32_t *Yh, int32_t *Yl, int32_t S, int32_t gain_high, int32_t gain_low, int32_t nX, int64_t nY, const fhn_constants *c)
{
    const unsigned low_bits = (unsigned)c->dt_exponent + c->extra_bits;                 /* L */
    const int32_t q = fhn_down(*X * *X, c->product_shift);                              /* 2F - P fraction bits */
    const int32_t r = fhn_up(fhn_down(q * *X, c->product_shift), c->cube_shift);        /* F */
    const int32_t f = fhn_sum(*X - r, fhn_times(*Yh, -1));                              /* F */
    const int32_t d = fhn_sum(fhn_times(f, gain_high), fhn_down(fhn_times(f, gain_low), 16)); /* F */
    const int32_t Xu = fhn_sum(fhn_sum(*X, d), nX);                                     /* F */
    const int32_t Xn = Xu > c->x_max ? c->x_max : Xu < -c->x_max ? -c->x_max : Xu;      /* F */
    const int64_t A = *Yl + fhn_up(*X, c->extra_bits) + S + nY * ((int64_t)1 << fhn_noise_shift(c)); /* F + e + k */
    const int64_t carry = A >= 0 ? A >> low_bits : ~(~A >> low_bits);
    const int32_t Yhn = fhn_sum(*Yh, (int32_t)carry);                                   /* F */
    const int32_t Yln = (int32_t)(A - carry * ((int64_t)1 << low_bits));                /* F + e + k */
    *X = Xn;
    *Yh = Yhn;
    *Yl = Yln;
    return Xn != Xu;
}

/* Advances one cell of the constants by dt. True where X was clamped. */
static inline bool fhn_step(int32_t *X, int32_t *Yh, int32_t *Yl, int32_t S, const fhn_constants *c)
{
    return fhn_per_cell_step(X, Yh, Yl, S, c->gain_high, c->gain_low, 0, 0, c);
}

/* Step n of a cell with per-cell parameters; its generator moves where n mod 8 is 0. True where X was clamped. */
static inline bool fhn_noisy_step(int32_t *X, int32_t *Yh, int32_t *Yl, int32_t S, fhn_per_cell *per_cell, uint32_t n, const fhn_constants *c)
{
    const unsigned j = n % FHN_STEPS_OF_MOVE;
    if (j == 0) {
        fhn_noise_move(per_cell);
    }
    const int32_t nX = (per_cell->v >> (2 * j) & 1) != 0 ? per_cell->noise_x : -per_cell->noise_x;
    const int32_t nY = (per_cell->v >> (2 * j + 1) & 1) != 0 ? per_cell->noise_y : -per_cell->noise_y;
    return fhn_per_cell_step(X, Yh, Yl, S, per_cell->gain_high, per_cell->gain_low, nX, nY, c);
}

#endif
