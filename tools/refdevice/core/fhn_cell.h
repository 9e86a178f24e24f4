/* The normative step of docs/numerics.md. Its twin is FixedStep.cs; names and order of the lines are the same. */
#ifndef FHN_CELL_H
#define FHN_CELL_H

#include <stdbool.h>
#include <stdint.h>

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

/* Shifts that C99 leaves open for negative numbers. Compilers make one instruction of each. */
static inline int32_t fhn_down(int32_t value, unsigned bits)
{
    return value >= 0 ? value >> bits : ~(~value >> bits);
}

static inline int32_t fhn_up(int32_t value, unsigned bits)
{
    return value * ((int32_t)1 << bits);
}

/* Advances one cell by dt. True where X was held at its bound. */
static inline bool fhn_step(int32_t *X, int32_t *Yh, int32_t *Yl, int32_t S, const fhn_constants *c)
{
    const unsigned low_bits = (unsigned)c->dt_exponent + c->extra_bits;                 /* L */
    const int32_t q = fhn_down(*X * *X, c->product_shift);                              /* 2F - P fraction bits */
    const int32_t r = fhn_up(fhn_down(q * *X, c->product_shift), c->cube_shift);        /* F */
    const int32_t f = *X - r - *Yh;                                                     /* F */
    const int32_t d = f * c->gain_high + fhn_down(f * c->gain_low, 16);                 /* F */
    const int32_t Xu = *X + d;
    const int32_t Xn = Xu > c->x_max ? c->x_max : Xu < -c->x_max ? -c->x_max : Xu;      /* F */
    const int32_t A = *Yl + fhn_up(*X, c->extra_bits) + S;                              /* F + e + k */
    *Yh += fhn_down(A, low_bits);
    *Yl = A - fhn_up(fhn_down(A, low_bits), low_bits);
    *X = Xn;
    return Xn != Xu;
}

#endif
