/* The output layer for votes: READOUT fills it, a job counts with it (docs/protocol.md, section 4). */
#ifndef FHN_READOUT_H
#define FHN_READOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fhn_config.h"

typedef struct {
    int16_t words[FHN_READOUT_WORDS > 0 ? FHN_READOUT_WORDS : 1];
} fhn_readout;

/* Forgets all words. */
void fhn_readout_clear(fhn_readout *readout);

/* Takes words from their little-endian bytes. False where they do not fit. */
bool fhn_readout_load(fhn_readout *readout, size_t offset, const uint8_t *bytes, size_t count);

/* True where bias and weights of so many classes fit. */
bool fhn_readout_fits(size_t image_cells, size_t classes);

/* The class with the largest sum over one image's cells; the lowest on a tie. */
size_t fhn_readout_winner(const fhn_readout *readout, const int32_t *X, size_t image_cells, size_t classes);

#endif
