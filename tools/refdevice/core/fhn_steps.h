/* Many steps of one cell at once: the loop that a device spends its time in. */
#ifndef FHN_STEPS_H
#define FHN_STEPS_H

#include "fhn_cell.h"

/* Cells that are advanced side by side: a step of one waits for the one before, and the others fill the time. A microcontroller has no registers for that. */
#ifdef __thumb__
#define FHN_TOGETHER 1
#else
#define FHN_TOGETHER 4
#endif

/* True where Y fits one word, which fhn_steps keeps it in. */
static inline bool fhn_one_word(const fhn_constants *c)
{
    return c->yh_bits + c->dt_exponent + c->extra_bits <= 32;
}

/* Advances one cell of the constants by so many dt: fhn_step again and again, with Y = Yh 2^L + Yl in one word, so that carry and mask fall away.
   For S within its bound, from the initial state on, and where fhn_one_word holds. True where X was clamped. */
bool fhn_steps(int32_t *X, int32_t *Yh, int32_t *Yl, int32_t S, uint32_t steps, const fhn_constants *constants);

/* The same of FHN_TOGETHER cells, one after the other in memory, for as many steps each; a cell whose X was clamped is marked as saturated. */
void fhn_steps_together(int32_t *X, int32_t *Yh, int32_t *Yl, const int32_t *S, uint8_t *saturated, uint32_t steps, const fhn_constants *constants);

#endif
