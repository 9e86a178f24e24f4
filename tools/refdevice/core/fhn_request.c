#include "fhn_request.h"

#include "fhn_bytes.h"
#include "../fhn_protocol.h"

#define JOB_HEAD (FHN_HEAD_BYTES + FHN_JOB_HEAD_BYTES)
#define READOUT_HEAD 4u  /* kind, tag, offset */
#define MOST_WORDS FHN_READOUT_WORDS_AT_ONCE
#define MOST_STEPS FHN_MAX_STEPS

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
    const uint8_t *field = request + 2;
    fhn_job job;
    job.features = field[0];
    job.cells = fhn_get16(field + 1);
    job.transient = fhn_get32(field + 3);
    job.steps = fhn_get32(field + 7);
    job.stride = fhn_get32(field + 11);
    job.image_cells = fhn_get16(field + 15);
    job.classes = field[17];
    return job;
}

static int32_t current_of(const uint8_t *request, uint32_t cell, unsigned s_bytes)
{
    return fhn_get_signed(request + JOB_HEAD + cell * s_bytes, s_bytes);
}

/* S within the bound of X: the largest drive that the step is proved for. */
static bool currents_in_range(const uint8_t *request, uint32_t cells, const fhn_constants *constants)
{
    const int32_t most = fhn_up(constants->x_max, constants->extra_bits);
    for (uint32_t cell = 0; cell < cells; cell++) {
        const int32_t S = current_of(request, cell, fhn_s_bytes(constants));
        if (S < -most || S > most) {
            return false;
        }
    }
    return true;
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
    const fhn_job job = fhn_request_job(request);
    const uint8_t sampled = job.features & (FHN_TRACE_FEATURE | FHN_SIGNS_FEATURE | FHN_VOTES_FEATURE);
    if ((job.features & ~identity->features) != 0) {
        return FHN_NOT_SUPPORTED_ERROR;
    }
    const bool votes = (job.features & FHN_VOTES_FEATURE) != 0;
    const uint8_t ends = job.features & (FHN_ENDS_FEATURE | FHN_CHARGE_FEATURE);
    const bool sound = (sampled & (sampled - 1)) == 0 && (ends & (ends - 1)) == 0
        && counts_in_range(&job, identity->cells)
        && count == JOB_HEAD + (size_t)job.cells * fhn_s_bytes(constants)
        && (votes ? votes_in_range(&job) : job.image_cells == 0 && job.classes == 0)
        && currents_in_range(request, job.cells, constants);
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

void fhn_request_currents(const uint8_t *request, const fhn_constants *constants, const fhn_port *port, int32_t *S)
{
    const uint32_t cells = fhn_request_job(request).cells;
    const int32_t most = fhn_up(constants->x_max, constants->extra_bits);
    for (uint32_t cell = 0; cell < cells; cell++) {
        S[cell] = current_of(request, cell, fhn_s_bytes(constants));
        if (port->disturb != NULL) {
            const int32_t disturbed = port->disturb(port->context, S[cell]);
            S[cell] = disturbed > most ? most : disturbed < -most ? -most : disturbed;
        }
    }
}
