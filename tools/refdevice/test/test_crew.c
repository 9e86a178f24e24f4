/* Two threads that share the steps of a job give the bytes of one, whatever the job; and a job can be given up amid a stretch. */
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "../core/fhn_array.h"
#include "../core/fhn_request.h"
#include "../fhn_constants.h"
#include "../fhn_protocol.h"
#include "check.h"
#include "tests.h"

#define CELLS 97u
#define REPLY_BYTES 65536u
#define ENOUGH_SHARES 200u /* that the other thread must have stepped before its part counts as tried */
#define MOST_ROUNDS 100000u

static const fhn_constants constants = {
    FHN_W, FHN_F, FHN_P, FHN_U, FHN_K, FHN_E, FHN_G, FHN_CL, FHN_XMAX, FHN_X0, FHN_YH0, FHN_YL0, FHN_YH_BITS, FHN_Y_BYTES, FHN_HASH
};

static fhn_array alone, shared;
static fhn_readout readout;
static fhn_crew crew;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static atomic_uint others_shares;
static atomic_bool told_to_end;

static void lock(void *context)
{
    (void)context;
    pthread_mutex_lock(&mutex);
}

static void unlock(void *context)
{
    (void)context;
    pthread_mutex_unlock(&mutex);
}

static void *other(void *context)
{
    (void)context;
    while (!atomic_load(&told_to_end)) {
        if (fhn_crew_work(&crew)) {
            atomic_fetch_add(&others_shares, 1);
        }
    }
    return NULL;
}

static void prepare(fhn_array *array, const fhn_job *job)
{
    for (uint32_t cell = 0; cell < job->cells; cell++) {
        array->S[cell] = (int32_t)(cell * 197) - 9459;
        if ((job->features & FHN_PER_CELL_FEATURE) != 0) {
            const fhn_per_cell per_cell = { 0, 25000 + (int32_t)cell, 20, 3, (uint16_t)(cell + 1), (uint16_t)(3 * cell + 7) };
            array->per_cell[cell] = per_cell;
            array->X[cell] = FHN_X0 + (int32_t)cell;
            array->Yh[cell] = FHN_YH0;
            array->Yl[cell] = (int32_t)cell;
        }
    }
    fhn_array_begin(array, job);
}

static size_t run(fhn_array *array, const fhn_job *job, uint8_t *reply)
{
    size_t count = 0;
    prepare(array, job);
    while (fhn_array_busy(array)) {
        count += fhn_array_run(array, reply + count, REPLY_BYTES - count, 30000);
    }
    return count;
}

static fhn_job job_of(uint16_t features, uint32_t transient, uint32_t steps, uint32_t stride)
{
    const fhn_job job = { features, CELLS, transient, steps, stride, CELLS, 2, 3 };
    return job;
}

static void compare(const fhn_job *job)
{
    static uint8_t expected[REPLY_BYTES], got[REPLY_BYTES];
    const size_t count = run(&alone, job, expected);
    CHECK(count > 0 && run(&shared, job, got) == count);
    CHECK(memcmp(expected, got, count) == 0);
    CHECK(fhn_array_saturated(&alone) == fhn_array_saturated(&shared));
}

static void give_up(void)
{
    static uint8_t reply[REPLY_BYTES];
    const fhn_job job = job_of(FHN_ENDS_FEATURE, 5000, 5000, 5000);
    prepare(&shared, &job);
    (void)fhn_array_run(&shared, reply, REPLY_BYTES, 30000);
    fhn_array_stop(&shared);
    CHECK(!fhn_crew_busy(&crew) && !fhn_array_busy(&shared));
}

void test_crew(void)
{
    const fhn_crew_port port = { lock, unlock, NULL, NULL };
    pthread_t thread;
    fhn_array_start(&alone, &constants, &readout);
    fhn_array_start(&shared, &constants, &readout);
    for (unsigned i = 0; i < FHN_READOUT_WORDS; i++) {
        readout.words[i] = (int16_t)(i * 7919);
    }
    fhn_crew_start(&crew, &port);
    shared.crew = &crew;
    CHECK(pthread_create(&thread, NULL, other, NULL) == 0);
    for (unsigned round = 0; round < MOST_ROUNDS && atomic_load(&others_shares) < ENOUGH_SHARES; round++) {
        const fhn_job jobs[] = {
            job_of(FHN_ENDS_FEATURE, 3000, 2000, 1), job_of(FHN_TRACE_FEATURE, 40, 300, 1), job_of(FHN_SIGNS_FEATURE | FHN_CHARGE_FEATURE, 7, 999, 50),
            job_of(FHN_SIGNATURE_FEATURE, 0, 700, 9), job_of(FHN_VOTES_FEATURE, 100, 400, 8),
            job_of(FHN_PER_CELL_FEATURE | FHN_REGISTERS_FEATURE | FHN_ENDS_FEATURE, 500, 900, 70)
        };
        for (unsigned i = 0; i < sizeof jobs / sizeof jobs[0]; i++) {
            compare(&jobs[i]);
            give_up();
        }
    }
    atomic_store(&told_to_end, true);
    pthread_join(thread, NULL);
    CHECK(atomic_load(&others_shares) >= ENOUGH_SHARES);
}
