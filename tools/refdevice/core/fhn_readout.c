#include "fhn_readout.h"

#include <string.h>

#include "fhn_bytes.h"

void fhn_readout_clear(fhn_readout *readout)
{
    memset(readout, 0, sizeof *readout);
}

bool fhn_readout_load(fhn_readout *readout, size_t offset, const uint8_t *bytes, size_t count)
{
    if (offset > FHN_READOUT_WORDS || count > FHN_READOUT_WORDS - offset) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        readout->words[offset + i] = (int16_t)fhn_get_signed(bytes + 2 * i, 2);
    }
    return true;
}

bool fhn_readout_fits(size_t image_cells, size_t classes)
{
    return classes > 0 && image_cells > 0 && 2 * classes + image_cells * classes <= FHN_READOUT_WORDS;
}

/* Sums wrap in unsigned arithmetic; the host makes sure that 32 bits are enough. The top bit is turned to compare them as signed. */
static uint32_t sum_of(const int16_t *words, const int32_t *X, size_t image_cells, size_t classes, size_t class_index)
{
    const int16_t *weights = words + 2 * classes + class_index;
    uint32_t sum = (uint16_t)words[2 * class_index] | (uint32_t)(uint16_t)words[2 * class_index + 1] << 16;
    for (size_t cell = 0; cell < image_cells; cell++) {
        sum += (uint32_t)(weights[cell * classes] * X[cell]);
    }
    return sum ^ 0x80000000u;
}

size_t fhn_readout_winner(const fhn_readout *readout, const int32_t *X, size_t image_cells, size_t classes)
{
    size_t winner = 0;
    uint32_t largest = 0;
    for (size_t c = 0; c < classes; c++) {
        const uint32_t sum = sum_of(readout->words, X, image_cells, classes, c);
        if (c == 0 || sum > largest) {
            winner = c;
            largest = sum;
        }
    }
    return winner;
}
