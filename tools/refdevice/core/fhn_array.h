/* The cells, and the job that they run: it is fed a JOB's fields and yields the bytes of the reply. */
#ifndef FHN_ARRAY_H
#define FHN_ARRAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fhn_cell.h"
#include "fhn_config.h"
#include "fhn_crew.h"
#include "fhn_readout.h"

/* The fields of JOB, checked before. */
typedef struct {
    uint16_t features;
    uint16_t cells;
    uint32_t transient, steps, stride;
    uint16_t image_cells;
    uint8_t classes;
    uint8_t first; /* n of the first step, modulo 8: where the noise generators are */
} fhn_job;

/* What a run has reached, in the order of a reply. A stage whose feature is not wanted has no bytes. */
typedef enum {
    FHN_STAGE_IDLE,
    FHN_STAGE_FIRST_ENDS,
    FHN_STAGE_SAMPLE,
    FHN_STAGE_STEP,
    FHN_STAGE_LAST_ENDS,
    FHN_STAGE_SIGNATURE,
    FHN_STAGE_VOTES,
    FHN_STAGE_LAST_X,
    FHN_STAGE_GENERATORS,
    FHN_STAGE_FINISHED
} fhn_stage;

typedef struct fhn_array {
    const fhn_constants *constants;
    const fhn_readout *readout;
    fhn_crew *crew;      /* who steps; NULL: whoever calls fhn_array_run */
    fhn_job job;
    fhn_stage stage;
    uint32_t n;          /* steps done: the registers hold X_n */
    uint32_t to_sample;  /* steps until the next sample of the window */
    uint32_t cursor;     /* bytes of this stage that were given */
    int32_t X[FHN_MAX_CELLS], Yh[FHN_MAX_CELLS], Yl[FHN_MAX_CELLS];
    int32_t S[FHN_MAX_CELLS];
    fhn_per_cell per_cell[FHN_MAX_CELLS]; /* of a job with per-cell parameters */
    uint64_t first_y[FHN_MAX_CELLS]; /* Y at the window's start */
    uint32_t signature[FHN_MAX_CELLS];
    uint8_t saturated[FHN_MAX_CELLS]; /* 1: X was clamped in this run */
    uint32_t votes[FHN_MAX_VOTES];
} fhn_array;

/* Ties the array to its constants and the readout; it steps alone, and no job runs. */
void fhn_array_start(fhn_array *array, const fhn_constants *constants, const fhn_readout *readout);

/* Begins a job. S is there already, and so are X, Y and `per_cell` of a job with per-cell parameters. */
void fhn_array_begin(fhn_array *array, const fhn_job *job);

/* Forgets the job. */
void fhn_array_stop(fhn_array *array);

/* Takes cells from `first` to before `end` so many steps on. Cells are uncoupled, so several may do that at once, each with cells of its own. */
void fhn_array_step_cells(fhn_array *array, uint32_t first, uint32_t end, uint32_t steps);

/* Computes at most about so many neuron-steps and puts reply bytes where there is room. Returns how many bytes. */
size_t fhn_array_run(fhn_array *array, uint8_t *bytes, size_t room, uint32_t neuron_steps);

/* True while a job has steps or bytes left. */
bool fhn_array_busy(const fhn_array *array);

/* Saturated cells. */
uint16_t fhn_array_saturated(const fhn_array *array);

#endif
