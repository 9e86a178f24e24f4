/* Analog cells in place of the step: a skeleton for a bench of your own. The array of the reference device stays as it is, with its jobs, samples, votes
   and order of replies; only the function that takes cells some steps on is this one. A step is a time on the bench: FHN_UNIT_US microseconds are the
   model's time unit, 2^k steps. */
#include <fhn_constants.h>

#include "../../tools/refdevice/core/fhn_array.h"
#include "converter.h"

static uint32_t began;  /* when the run's step 0 was, microseconds */

/* When step n is due after the run's begin: at most 2^26 steps, so in two parts. */
static uint32_t due(uint32_t n)
{
    return (n >> FHN_K) * FHN_UNIT_US + ((n & ((1u << FHN_K) - 1u)) * FHN_UNIT_US >> FHN_K);
}

static void begin(const fhn_array *array)
{
    for (uint32_t cell = 0; cell < array->job.cells; cell++) {
        converter_drive(cell, array->S[cell]);
    }
    began = converter_microseconds();
}

/* Waits until the stretch is over, which FHN_STEPS_A_POLL keeps short, and reads the cells. The cells run on by themselves, so a board that was late reads
   late; how far depends on the line, and the host sees it as noise. */
void fhn_array_step_cells(fhn_array *array, uint32_t first, uint32_t end, uint32_t steps)
{
    if (array->n == 0 && first == 0) {
        begin(array);
    }
    while ((int32_t)(converter_microseconds() - began - due(array->n + steps)) < 0) {
    }
    for (uint32_t cell = first; cell < end; cell++) {
        const int32_t X = converter_read(cell);
        array->X[cell] = X > FHN_XMAX ? FHN_XMAX : X < -FHN_XMAX ? -FHN_XMAX : X;
        array->saturated[cell] = (uint8_t)(array->saturated[cell] | (X != array->X[cell]));
    }
}
