#include "fhn_request.h"

#include "fhn_bytes.h"
#include "../fhn_protocol.h"

#define JOB_HEAD (FHN_HEAD_BYTES + FHN_JOB_HEAD_BYTES)
#define READOUT_HEAD 4u  /* kind, tag, offset */
#define MOST_WORDS FHN_READOUT_WORDS_AT_ONCE
#define MOST_STEPS FHN_MAX_STEPS
#define MOST_NOISE 32767u

uint8_t fhn_x_bytes(const fhn_constants *constants)
{
    return constants->word_bits > 8 ? 2 : 1;
}

uint8_t fhn_s_bytes(const fhn_constants *constants)
{
    return (uint8_t)((constants->word_bits + constants->extra_bits + 7) / 8);
}

bool fhn_request_charge_fits(const fhn_constants *constants)
{
    return constants->yh_bits + constants->dt_exponent + constants->extra_bits < 8 * constants->y_bytes;
}

fhn_job fhn_request_job(const uint8_t *request)
{
    const uint8_t *field = request + FHN_HEAD_BYTES;
    fhn_job job;
    job.features = fhn_get16(field);
    job.cells = fhn_get16(field + 2);
    job.transient = fhn_get32(field + 4);
    job.steps = fhn_get32(field + 8);
    job.stride = fhn_get32(field + 12);
    job.image_cells = fhn_get16(field + 16);
    job.classes = field[18];
    job.first = (job.features & FHN_PER_CELL_FEATURE) != 0 ? request[JOB_HEAD + 4] : 0;
    return job;
}

static uint16_t features_of(const uint8_t *request)
{
    return fhn_get16(request + FHN_HEAD_BYTES);
}

static bool is_per_cell(const uint8_t *request)
{
    return (features_of(request) & FHN_PER_CELL_FEATURE) != 0;
}

/* Bytes of a cell: S alone, or S, C, X, Y and generator with per-cell parameters. */
static size_t cell_bytes(const uint8_t *request, const fhn_constants *constants)
{
    const size_t per_cell = FHN_GAIN_BYTES + (size_t)fhn_x_bytes(constants) + constants->y_bytes + FHN_NOISE_BYTES;
    return fhn_s_bytes(constants) + (is_per_cell(request) ? per_cell : 0);
}

static const uint8_t *cell_of(const uint8_t *request, uint32_t cell, const fhn_constants *constants)
{
    return request + JOB_HEAD + (is_per_cell(request) ? FHN_PER_CELL_HEAD_BYTES : 0) + cell * cell_bytes(request, constants);
}

static int32_t current_of(const uint8_t *request, uint32_t cell, const fhn_constants *constants)
{
    return fhn_get_signed(cell_of(request, cell, constants), fhn_s_bytes(constants));
}

static bool is_within(int32_t value, int32_t most)
{
    return value >= -most && value <= most;
}

/* X of a cell with per-cell parameters, which comes after S and C. */
static int32_t x_of(const uint8_t *request, uint32_t cell, const fhn_constants *constants)
{
    return fhn_get_signed(cell_of(request, cell, constants) + fhn_s_bytes(constants) + FHN_GAIN_BYTES, fhn_x_bytes(constants));
}

/* S, and with per-cell parameters X, within the bound of X: the step is not made for more. */
static bool cells_in_range(const uint8_t *request, uint32_t cells, const fhn_constants *constants)
{
    const int32_t most = fhn_up(constants->x_max, constants->extra_bits);
    for (uint32_t cell = 0; cell < cells; cell++) {
        if (!is_within(current_of(request, cell, constants), most)
            || (is_per_cell(request) && !is_within(x_of(request, cell, constants), constants->x_max))) {
            return false;
        }
    }
    return true;
}

/* The fields of a job with per-cell parameters. */
static bool per_cell_in_range(const uint8_t *request)
{
    const uint8_t *field = request + JOB_HEAD;
    return fhn_get16(field) <= MOST_NOISE && fhn_get16(field + 2) <= MOST_NOISE && field[4] < FHN_STEPS_OF_MOVE;
}

static bool votes_in_range(const fhn_job *job)
{
    return fhn_readout_fits(job->image_cells, job->classes) && job->cells % job->image_cells == 0
        && (uint32_t)(job->cells / job->image_cells) * job->classes <= FHN_MAX_VOTES;
}

static bool counts_in_range(const fhn_job *job, uint16_t most_cells)
{
    return job->cells >= 1 && job->cells <= most_cells
        && job->transient <= MOST_STEPS
        && job->steps >= 1 && job->steps <= MOST_STEPS
        && job->stride >= 1 && job->stride <= MOST_STEPS;
}

static uint8_t check_job(const uint8_t *request, size_t count, const fhn_constants *constants, const fhn_identity *identity)
{
    if (count < JOB_HEAD) {
        return FHN_BAD_VALUE_ERROR;
    }
    if ((features_of(request) & ~(unsigned)identity->features) != 0) {
        return FHN_NOT_SUPPORTED_ERROR;
    }
    const size_t per_cell_head = is_per_cell(request) ? FHN_PER_CELL_HEAD_BYTES : 0;
    if (count < JOB_HEAD + per_cell_head) {
        return FHN_BAD_VALUE_ERROR;
    }
    const fhn_job job = fhn_request_job(request);
    const uint16_t sampled = job.features & (FHN_TRACE_FEATURE | FHN_SIGNS_FEATURE | FHN_VOTES_FEATURE);
    const bool votes = (job.features & FHN_VOTES_FEATURE) != 0;
    const uint16_t ends = job.features & (FHN_ENDS_FEATURE | FHN_CHARGE_FEATURE);
    const bool sound = (sampled & (sampled - 1)) == 0 && (ends & (ends - 1)) == 0
        && counts_in_range(&job, identity->cells)
        && count == JOB_HEAD + per_cell_head + job.cells * cell_bytes(request, constants)
        && (per_cell_head > 0 ? per_cell_in_range(request) : (job.features & FHN_REGISTERS_FEATURE) == 0)
        && (!votes || votes_in_range(&job))
        && cells_in_range(request, job.cells, constants);
    return sound ? 0 : FHN_BAD_VALUE_ERROR;
}

static uint8_t check_readout(const uint8_t *request, size_t count, const fhn_identity *identity)
{
    if ((identity->features & FHN_VOTES_FEATURE) == 0) {
        return FHN_NOT_SUPPORTED_ERROR;
    }
    if (count < READOUT_HEAD + 2 || count % 2 != 0) {
        return FHN_BAD_VALUE_ERROR;
    }
    const size_t words = (count - READOUT_HEAD) / 2;
    const bool sound = words <= MOST_WORDS && fhn_get16(request + 2) + words <= FHN_READOUT_WORDS;
    return sound ? 0 : FHN_BAD_VALUE_ERROR;
}

uint8_t fhn_request_check(const uint8_t *request, size_t count, const fhn_constants *constants, const fhn_identity *identity)
{
    switch (request[0]) {
    case FHN_JOB_KIND:
        return check_job(request, count, constants, identity);
    case FHN_READOUT_KIND:
        return check_readout(request, count, identity);
    case FHN_HELLO_KIND:
        return FHN_BAD_VALUE_ERROR; /* a HELLO of a wrong length */
    default:
        return FHN_UNKNOWN_KIND_ERROR;
    }
}

void fhn_request_load(const uint8_t *request, size_t count, fhn_readout *readout)
{
    (void)fhn_readout_load(readout, fhn_get16(request + 2), request + READOUT_HEAD, (count - READOUT_HEAD) / 2);
}

/* C, X, Y and generator of a cell, which come after its S. */
static void take_per_cell(const uint8_t *request, uint32_t cell, const fhn_constants *constants, fhn_array *array)
{
    const unsigned low_bits = (unsigned)constants->dt_exponent + constants->extra_bits;
    const uint8_t *field = cell_of(request, cell, constants) + fhn_s_bytes(constants);
    const int32_t gain = fhn_get16(field);
    fhn_per_cell *per_cell = &array->per_cell[cell];
    per_cell->gain_high = (gain + 32768) >> 16;
    per_cell->gain_low = gain - per_cell->gain_high * 65536;
    per_cell->noise_x = gain == 0 ? 0 : fhn_get16(request + JOB_HEAD);
    per_cell->noise_y = gain == 0 ? 0 : fhn_get16(request + JOB_HEAD + 2);
    field += FHN_GAIN_BYTES;
    array->X[cell] = fhn_get_signed(field, fhn_x_bytes(constants));
    field += fhn_x_bytes(constants);
    const int64_t Y = fhn_get_signed64(field, constants->y_bytes);
    array->Yh[cell] = (int32_t)(Y >= 0 ? Y >> low_bits : ~(~Y >> low_bits));
    array->Yl[cell] = (int32_t)(Y - array->Yh[cell] * ((int64_t)1 << low_bits));
    field += constants->y_bytes;
    per_cell->u = fhn_get16(field);
    per_cell->v = fhn_get16(field + 2);
}

void fhn_request_cells(const uint8_t *request, const fhn_constants *constants, const fhn_port *port, fhn_array *array)
{
    const uint32_t cells = fhn_request_job(request).cells;
    const int32_t most = fhn_up(constants->x_max, constants->extra_bits);
    for (uint32_t cell = 0; cell < cells; cell++) {
        const int32_t S = current_of(request, cell, constants);
        const int32_t disturbed = port->disturb == NULL ? S : port->disturb(port->context, S);
        array->S[cell] = disturbed > most ? most : disturbed < -most ? -most : disturbed;
        if (is_per_cell(request)) {
            take_per_cell(request, cell, constants, array);
        }
    }
}
