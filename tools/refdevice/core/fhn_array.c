#include "fhn_array.h"

#include <string.h>

#include "../fhn_protocol.h"
#include "fhn_steps.h"

void fhn_array_start(fhn_array *array, const fhn_constants *constants, const fhn_readout *readout)
{
    array->constants = constants;
    array->readout = readout;
    array->crew = NULL;
    array->stage = FHN_STAGE_IDLE;
}

void fhn_array_stop(fhn_array *array)
{
    if (array->crew != NULL) {
        fhn_crew_stop(array->crew);
    }
    array->stage = FHN_STAGE_IDLE;
}

bool fhn_array_busy(const fhn_array *array)
{
    return array->stage != FHN_STAGE_IDLE && array->stage != FHN_STAGE_FINISHED;
}

uint16_t fhn_array_saturated(const fhn_array *array)
{
    uint16_t count = 0;
    for (uint32_t cell = 0; cell < array->job.cells; cell++) {
        count = (uint16_t)(count + array->saturated[cell]);
    }
    return count;
}

static bool wants(const fhn_array *array, uint16_t feature)
{
    return (array->job.features & feature) != 0;
}

static unsigned x_bytes(const fhn_array *array)
{
    return array->constants->word_bits > 8 ? 2 : 1;
}

static uint32_t images(const fhn_array *array)
{
    return (uint32_t)(array->job.cells / array->job.image_cells);
}

static void count_votes(fhn_array *array)
{
    const fhn_job *job = &array->job;
    for (uint32_t image = 0; image < images(array); image++) {
        const size_t winner = fhn_readout_winner(array->readout, array->X + image * job->image_cells, job->image_cells, job->classes);
        array->votes[image * job->classes + winner]++;
    }
}

/* Enters the stage that state X_n begins with. */
static void look(fhn_array *array)
{
    const fhn_job *job = &array->job;
    array->cursor = 0;
    if (array->n == job->transient) {
        array->stage = FHN_STAGE_FIRST_ENDS;
    } else if (array->n == job->transient + job->steps) {
        array->stage = FHN_STAGE_LAST_ENDS;
    } else if (array->n > job->transient && array->to_sample == 0) {
        array->stage = FHN_STAGE_SAMPLE;
    } else {
        array->stage = FHN_STAGE_STEP;
    }
}

void fhn_array_begin(fhn_array *array, const fhn_job *job)
{
    array->job = *job;
    array->n = 0;
    array->to_sample = 0;
    for (uint32_t cell = 0; cell < job->cells; cell++) {
        if (!wants(array, FHN_PER_CELL_FEATURE)) {
            array->X[cell] = array->constants->x0;
            array->Yh[cell] = array->constants->yh0;
            array->Yl[cell] = array->constants->yl0;
        }
        array->signature[cell] = 0;
        array->saturated[cell] = 0;
    }
    if (wants(array, FHN_VOTES_FEATURE)) {
        memset(array->votes, 0, images(array) * job->classes * sizeof array->votes[0]);
    }
    look(array);
}

/* Y = Yh 2^L + Yl, which may have more than 32 bits. */
static uint64_t y_of(const fhn_array *array, uint32_t cell)
{
    const unsigned low_bits = (unsigned)array->constants->dt_exponent + array->constants->extra_bits;
    return ((uint64_t)(int64_t)array->Yh[cell] << low_bits) + (uint64_t)array->Yl[cell];
}

#ifndef FHN_ANALOG /* an analog bench has a function of its own that takes cells some steps on */
/* One more step of the signature register. */
static uint32_t fold(uint32_t signature, int32_t X)
{
    return signature << 1 ^ ((signature >> 31) != 0 ? 0x04C11DB7u : 0u) ^ ((uint32_t)X & 0xFFFFu);
}

/* The noisy step, or one whose X goes into the signature: step by step. */
static void step_cell(fhn_array *array, uint32_t cell, uint32_t steps, const fhn_constants *constants)
{
    const bool per_cell = wants(array, FHN_PER_CELL_FEATURE);
    const bool signature = wants(array, FHN_SIGNATURE_FEATURE) && array->n >= array->job.transient;
    int32_t *X = &array->X[cell], *Yh = &array->Yh[cell], *Yl = &array->Yl[cell];
    const int32_t S = array->S[cell];
    for (uint32_t step = 0; step < steps; step++) {
        if (signature) {
            array->signature[cell] = fold(array->signature[cell], *X);
        }
        const bool clamped = per_cell ? fhn_noisy_step(X, Yh, Yl, S, &array->per_cell[cell], array->job.first + array->n + step, constants)
                                      : fhn_step(X, Yh, Yl, S, constants);
        array->saturated[cell] |= (uint8_t)clamped;
    }
}

void fhn_array_step_cells(fhn_array *array, uint32_t first, uint32_t end, uint32_t steps)
{
    const fhn_constants *constants = fhn_known_constants(array->constants);
    const bool window = array->n >= array->job.transient;
    const bool plain = !wants(array, FHN_PER_CELL_FEATURE) && !(window && wants(array, FHN_SIGNATURE_FEATURE)) && fhn_one_word(constants);
    for (uint32_t cell = first; array->n == array->job.transient && cell < end; cell++) {
        array->first_y[cell] = y_of(array, cell);
    }
    uint32_t cell = first;
#if FHN_TOGETHER > 1
    for (; plain && end - cell >= FHN_TOGETHER; cell += FHN_TOGETHER) {
        fhn_steps_together(&array->X[cell], &array->Yh[cell], &array->Yl[cell], &array->S[cell], &array->saturated[cell], steps, constants);
    }
#endif
    for (; cell < end; cell++) {
        if (plain) {
            const bool clamped = fhn_steps(&array->X[cell], &array->Yh[cell], &array->Yl[cell], array->S[cell], steps, constants);
            array->saturated[cell] = (uint8_t)(array->saturated[cell] | clamped);
        } else {
            step_cell(array, cell, steps, constants);
        }
    }
}

#endif

/* True where something is made of samples. */
static bool samples(const fhn_array *array)
{
    return wants(array, FHN_TRACE_FEATURE | FHN_SIGNS_FEATURE | FHN_VOTES_FEATURE);
}

/* Steps to the next look at the cells, where at most about so many neuron-steps are wanted. */
static uint32_t steps_to_look(const fhn_array *array, uint32_t neuron_steps)
{
    const fhn_job *job = &array->job;
    const uint32_t cells = job->cells > 0 ? job->cells : 1u;
    const uint32_t wanted = (neuron_steps + cells - 1) / cells;
    const uint32_t to_end = (array->n < job->transient ? job->transient : job->transient + job->steps) - array->n;
    const uint32_t to_sample = array->n < job->transient || !samples(array) ? to_end : array->to_sample == 0 ? job->stride : array->to_sample;
    const uint32_t steps = to_end < to_sample ? to_end : to_sample;
    return steps == 0 ? 1u : steps < wanted ? steps : wanted;
}

/* The cells have gone so many steps. */
static void step_on(fhn_array *array, uint32_t steps)
{
    if (array->n >= array->job.transient && samples(array)) {
        array->to_sample = (array->to_sample == 0 ? array->job.stride : array->to_sample) - steps;
    }
    array->n += steps;
    look(array);
}

/* Steps of all cells, by whoever calls or by the crew. Returns the neuron-steps that were done; the most possible where the crew has not ended. */
static uint32_t step_all(fhn_array *array, uint32_t neuron_steps)
{
    const uint32_t steps = steps_to_look(array, neuron_steps);
    const bool in_crew = array->crew != NULL && (fhn_crew_busy(array->crew) || steps * array->job.cells > FHN_SHARE_STEPS);
    if (!in_crew) { /* alone, or too little to share */
        fhn_array_step_cells(array, 0, array->job.cells, steps);
        step_on(array, steps);
        return steps * array->job.cells;
    }
    if (!fhn_crew_busy(array->crew)) {
        fhn_crew_begin(array->crew, array, array->job.cells, steps);
    }
    (void)fhn_crew_work(array->crew);
    const uint32_t ended = fhn_crew_end(array->crew);
    if (ended > 0) {
        step_on(array, ended);
    }
    return ended > 0 ? ended * array->job.cells : UINT32_MAX;
}

static uint32_t bytes_of_stage(const fhn_array *array)
{
    const fhn_job *job = &array->job;
    switch (array->stage) {
    case FHN_STAGE_FIRST_ENDS:
    case FHN_STAGE_LAST_ENDS:
        return wants(array, FHN_ENDS_FEATURE) || (array->stage == FHN_STAGE_LAST_ENDS && wants(array, FHN_CHARGE_FEATURE))
            ? (uint32_t)job->cells * array->constants->y_bytes
            : 0;
    case FHN_STAGE_SAMPLE:
        return wants(array, FHN_TRACE_FEATURE) ? job->cells * x_bytes(array) : wants(array, FHN_SIGNS_FEATURE) ? (job->cells + 7u) / 8u : 0;
    case FHN_STAGE_SIGNATURE:
        return wants(array, FHN_SIGNATURE_FEATURE) ? job->cells * 4u : 0;
    case FHN_STAGE_VOTES:
        return wants(array, FHN_VOTES_FEATURE) ? images(array) * job->classes * 4u : 0;
    case FHN_STAGE_LAST_X:
        return wants(array, FHN_REGISTERS_FEATURE) ? job->cells * x_bytes(array) : 0;
    case FHN_STAGE_GENERATORS:
        return wants(array, FHN_REGISTERS_FEATURE) ? (uint32_t)job->cells * FHN_NOISE_BYTES : 0;
    default:
        return 0;
    }
}

static uint8_t byte_of(int32_t value, unsigned index)
{
    return (uint8_t)fhn_down(value, 8 * index);
}

/* Byte `index` of Y, or with charge of what it has gained. */
static uint8_t byte_of_y(const fhn_array *array, uint32_t cell, unsigned index)
{
    const uint64_t start = wants(array, FHN_CHARGE_FEATURE) ? array->first_y[cell] : 0;
    return (uint8_t)((y_of(array, cell) - start) >> (8 * index));
}

static uint8_t signs_of(const fhn_array *array, uint32_t first)
{
    uint8_t bits = 0;
    for (uint32_t i = 0; i < 8 && first + i < array->job.cells; i++) {
        bits = (uint8_t)(bits | (array->X[first + i] >= 0 ? 1u << i : 0u));
    }
    return bits;
}

static uint8_t byte_at(const fhn_array *array, uint32_t at)
{
    const uint32_t y_bytes = array->constants->y_bytes;
    switch (array->stage) {
    case FHN_STAGE_FIRST_ENDS:
    case FHN_STAGE_LAST_ENDS:
        return byte_of_y(array, at / y_bytes, at % y_bytes);
    case FHN_STAGE_SAMPLE:
        return wants(array, FHN_TRACE_FEATURE) ? byte_of(array->X[at / x_bytes(array)], at % x_bytes(array)) : signs_of(array, 8 * at);
    case FHN_STAGE_SIGNATURE:
        return (uint8_t)(array->signature[at / 4] >> (8 * (at % 4)));
    case FHN_STAGE_LAST_X:
        return byte_of(array->X[at / x_bytes(array)], at % x_bytes(array));
    case FHN_STAGE_GENERATORS:
        return (uint8_t)((at % 4 < 2 ? array->per_cell[at / 4].u : array->per_cell[at / 4].v) >> (8 * (at % 2)));
    default:
        return (uint8_t)(array->votes[at / 4] >> (8 * (at % 4)));
    }
}

/* Leaves a stage whose bytes are all given. */
static void next_stage(fhn_array *array)
{
    array->cursor = 0;
    switch (array->stage) {
    case FHN_STAGE_SAMPLE:
        if (wants(array, FHN_VOTES_FEATURE)) {
            count_votes(array);
        }
        array->stage = FHN_STAGE_STEP;
        break;
    default: /* the stages stand in the order of the reply */
        array->stage++;
        break;
    }
}

size_t fhn_array_run(fhn_array *array, uint8_t *bytes, size_t room, uint32_t neuron_steps)
{
    size_t count = 0;
    uint32_t done = 0;
    while (fhn_array_busy(array) && done < neuron_steps) {
        const uint32_t total = bytes_of_stage(array);
        while (array->cursor < total && count < room) {
            bytes[count++] = byte_at(array, array->cursor++);
        }
        if (array->cursor < total) {
            break;
        }
        if (array->stage == FHN_STAGE_STEP) {
            const uint32_t stepped = step_all(array, neuron_steps - done);
            done = stepped < neuron_steps - done ? done + stepped : neuron_steps;
        } else {
            done += array->stage == FHN_STAGE_SAMPLE && wants(array, FHN_VOTES_FEATURE) ? (uint32_t)array->job.cells * array->job.classes : 1u;
            next_stage(array);
        }
    }
    return count;
}
