/* A session in memory: requests go in as coded frames, and replies are compared with steps made here. */
#include <stdlib.h>
#include <string.h>

#include "../core/fhn_bytes.h"
#include "../core/fhn_device.h"
#include "../core/fhn_request.h"
#include "../fhn_constants.h"
#include "../fhn_protocol.h"
#include "check.h"
#include "tests.h"

#define WIRE_BYTES 65536u
#define CELLS 5u
#define FEATURES 0x00DFu /* all but charge */
#define TRANSIENT 40u
#define STEPS 300u
#define STRIDE 7u
#define SAMPLES ((STEPS + STRIDE - 1) / STRIDE)

static const fhn_constants constants = {
    FHN_W, FHN_F, FHN_P, FHN_U, FHN_K, FHN_E, FHN_G, FHN_CL, FHN_XMAX, FHN_X0, FHN_YH0, FHN_YL0, FHN_YH_BITS, FHN_Y_BYTES, FHN_HASH
};
static const int32_t currents[CELLS] = { -11000, -4000, 0, 3000, 9459 };

static fhn_device device;
static struct {
    uint8_t in[WIRE_BYTES], out[WIRE_BYTES];
    size_t in_at, in_count, out_count;
    uint32_t now;
    uint32_t nonce; /* of the session that the last greeting began */
    bool blocked;
    unsigned stutter; /* refuse every so many bytes, 0: never */
    unsigned offered;
} wire;

static int read_byte(void *context)
{
    (void)context;
    return wire.in_at < wire.in_count ? wire.in[wire.in_at++] : -1;
}

static bool write_byte(void *context, uint8_t byte)
{
    (void)context;
    if (wire.blocked || (wire.stutter != 0 && ++wire.offered % wire.stutter == 0) || wire.out_count == WIRE_BYTES) {
        return false;
    }
    wire.out[wire.out_count++] = byte;
    return true;
}

static uint32_t milliseconds(void *context)
{
    (void)context;
    return wire.now;
}

static void start(void)
{
    const fhn_port port = { read_byte, write_byte, milliseconds, NULL, NULL };
    const fhn_identity identity = { FEATURES, FHN_DETERMINISTIC_FLAG, FHN_MAX_CELLS, "in memory" };
    memset(&wire, 0, sizeof wire);
    fhn_device_start(&device, &port, &constants, &identity);
}

static void give(uint8_t kind, uint8_t tag, const uint8_t *payload, size_t count)
{
    static uint8_t frame[FHN_QUEUE_BYTES + 64], coded[FHN_CODED_BYTES(FHN_QUEUE_BYTES + 64)];
    frame[0] = kind;
    frame[1] = tag;
    memcpy(frame + 2, payload, count);
    count = fhn_frame_encode(frame, count + 2, wire.nonce, coded);
    memcpy(wire.in + wire.in_count, coded, count);
    wire.in_count += count;
}

static void give_hello(uint8_t tag)
{
    const uint8_t nonce[4] = { 1, 0, 3, tag };
    give(FHN_HELLO_KIND, tag, nonce, sizeof nonce);
}

static void give_job(uint8_t tag, uint16_t features, uint16_t image_cells, uint8_t classes)
{
    uint8_t payload[19 + 2 * CELLS];
    fhn_put16(payload, features);
    fhn_put16(payload + 2, CELLS);
    fhn_put32(payload + 4, TRANSIENT);
    fhn_put32(payload + 8, STEPS);
    fhn_put32(payload + 12, STRIDE);
    fhn_put16(payload + 16, image_cells);
    payload[18] = classes;
    for (unsigned cell = 0; cell < CELLS; cell++) {
        fhn_put16(payload + 19 + 2 * cell, (uint32_t)currents[cell]);
    }
    give(FHN_JOB_KIND, tag, payload, sizeof payload);
}

static void run(void)
{
    while (fhn_device_poll(&device)) {
    }
    wire.in_at = wire.in_count = 0;
}

/* The next frame that came out; its length with kind and tag, 0 at the end. Damaged ones are counted as wrong. */
static size_t next_frame(size_t *at, uint8_t *frame)
{
    fhn_decoder decoder;
    fhn_decoder_start(&decoder, frame, 600);
    decoder.nonce = wire.nonce;
    while (*at < wire.out_count) {
        const fhn_frame_event event = fhn_decoder_take(&decoder, wire.out[(*at)++]);
        CHECK(event != FHN_FRAME_DAMAGED);
        if (event == FHN_FRAME_WHOLE) {
            wire.nonce = frame[0] == FHN_GREETING_KIND ? fhn_get32(frame + 2) : wire.nonce;
            return decoder.count;
        }
    }
    return 0;
}

static uint8_t reply[WIRE_BYTES];

/* The reply of the job with this tag, put together; checks block numbers and DONE. */
static size_t collect(size_t *at, uint8_t tag)
{
    uint8_t frame[600];
    size_t total = 0;
    uint16_t block = 0;
    size_t count;
    while ((count = next_frame(at, frame)) > 0) {
        CHECK(frame[0] == FHN_HEARTBEAT_KIND || frame[1] == tag);
        if (frame[0] == FHN_DONE_KIND) {
            CHECK(count == 12 && fhn_get32(frame + 4) == total);
            return total;
        }
        if (frame[0] == FHN_DATA_KIND) {
            CHECK(fhn_get16(frame + 2) == block++);
            memcpy(reply + total, frame + 4, count - 4);
            total += count - 4;
        }
    }
    CHECK(!"a DONE came");
    return total;
}

static void expect_error(size_t *at, uint8_t code, uint8_t tag)
{
    uint8_t frame[600];
    const size_t count = next_frame(at, frame);
    CHECK(count == 3 && frame[0] == FHN_ERROR_KIND && frame[1] == tag && frame[2] == code);
}

static void greet(size_t *at)
{
    uint8_t frame[600];
    give_hello(9);
    run();
    CHECK(next_frame(at, frame) == 54);
    CHECK(frame[0] == FHN_GREETING_KIND && frame[1] == 9 && frame[2] == 1 && frame[5] == 9 && frame[6] == FHN_VERSION &&
        fhn_get16(frame + 8) == FEATURES);
}

/* The run made here: Y at both ends, samples and signature of one cell. */
static void check_cell(unsigned cell)
{
    const size_t ends = 3 * CELLS;
    int32_t X = FHN_X0, Yh = FHN_YH0, Yl = FHN_YL0;
    uint32_t signature = 0;
    unsigned sample = 0;
    for (unsigned n = 0; n < TRANSIENT + STEPS; n++) {
        if (n == TRANSIENT) {
            CHECK(fhn_get_signed(reply + 3 * cell, 3) == Yh * 256 + Yl);
        }
        if (n >= TRANSIENT && (n - TRANSIENT) % STRIDE == 0) {
            CHECK(fhn_get_signed(reply + ends + 2 * (CELLS * sample + cell), 2) == X);
            sample++;
        }
        if (n >= TRANSIENT) {
            signature = signature << 1 ^ (signature >> 31 ? 0x04C11DB7u : 0) ^ (uint16_t)X;
        }
        (void)fhn_step(&X, &Yh, &Yl, currents[cell], &constants);
    }
    CHECK(sample == SAMPLES);
    CHECK(fhn_get_signed(reply + ends + 2 * CELLS * SAMPLES + 3 * cell, 3) == Yh * 256 + Yl);
    CHECK(fhn_get32(reply + 2 * ends + 2 * CELLS * SAMPLES + 4 * cell) == signature);
}

static void a_job_gives_what_the_step_gives(unsigned stutter)
{
    size_t at = 0;
    start();
    greet(&at);
    wire.stutter = stutter;
    give_job(1, FHN_ENDS_FEATURE | FHN_TRACE_FEATURE | FHN_SIGNATURE_FEATURE, 0, 0);
    give_job(2, 0, 0, 0);
    do {
        (void)fhn_device_poll(&device);
        wire.now++;
    } while (wire.now < 3000);
    CHECK(collect(&at, 1) == 2 * 3 * CELLS + 2 * CELLS * SAMPLES + 4 * CELLS);
    for (unsigned cell = 0; cell < CELLS; cell++) {
        check_cell(cell);
    }
    CHECK(collect(&at, 2) == 0);
}

#define PER_CELL_BYTES 13u

/* The words of a cell as the host writes them, and as they come back. */
typedef struct {
    int32_t S, C, X, Y;
    uint32_t generator;
} per_cell_of;

static void give_per_cell_job(uint8_t tag, uint16_t features, const per_cell_of *cells, uint32_t transient, uint32_t steps, uint8_t first)
{
    uint8_t payload[19 + 5 + PER_CELL_BYTES * CELLS] = { 0 };
    fhn_put16(payload, features);
    fhn_put16(payload + 2, CELLS);
    fhn_put32(payload + 4, transient);
    fhn_put32(payload + 8, steps);
    fhn_put32(payload + 12, STRIDE);
    fhn_put16(payload + 19, 12);
    fhn_put16(payload + 21, 59);
    payload[23] = first;
    for (unsigned cell = 0; cell < CELLS; cell++) {
        uint8_t *field = payload + 24 + PER_CELL_BYTES * cell;
        fhn_put16(field, (uint32_t)cells[cell].S);
        fhn_put16(field + 2, (uint32_t)cells[cell].C);
        fhn_put16(field + 4, (uint32_t)cells[cell].X);
        fhn_put16(field + 6, (uint32_t)cells[cell].Y);
        field[8] = (uint8_t)fhn_down(cells[cell].Y, 16);
        fhn_put32(field + 9, cells[cell].generator);
    }
    give(FHN_JOB_KIND, tag, payload, sizeof payload);
}

/* What ends and registers say of the cells, after a transient of 0 with no samples asked for. */
static void take_per_cell(per_cell_of *cells)
{
    for (unsigned cell = 0; cell < CELLS; cell++) {
        cells[cell].Y = fhn_get_signed(reply + 3 * CELLS + 3 * cell, 3);
        cells[cell].X = fhn_get_signed(reply + 6 * CELLS + 2 * cell, 2);
        cells[cell].generator = fhn_get32(reply + 8 * CELLS + 4 * cell);
    }
}

static void a_long_job_equals_two_that_go_on_from_registers(void)
{
    static const uint16_t features = FHN_PER_CELL_FEATURE | FHN_REGISTERS_FEATURE | FHN_ENDS_FEATURE;
    const per_cell_of begin[CELLS] = {
        { -11000, 25600, 946, 242158, 0x12345678 }, { 3000, 51000, -9000, -120000, 1 }, { 13182, 0, -13182, 5, 77 }, { 0, 20000, 5, 6, 0x00010000 },
            { 290, 65535, 2, 1, 0xFFFFFFFF }
    };
    per_cell_of whole[CELLS], parted[CELLS];
    size_t at = 0;
    memcpy(whole, begin, sizeof begin);
    memcpy(parted, begin, sizeof begin);
    start();
    greet(&at);
    give_per_cell_job(1, features, whole, 0, 133, 3);
    give_per_cell_job(2, features, parted, 0, 50, 3);
    run();
    CHECK(collect(&at, 1) == 12 * CELLS);
    take_per_cell(whole);
    CHECK(collect(&at, 2) == 12 * CELLS);
    take_per_cell(parted);
    give_per_cell_job(3, features, parted, 0, 83, (3 + 50) % 8);
    run();
    CHECK(collect(&at, 3) == 12 * CELLS);
    take_per_cell(parted);
    for (unsigned cell = 0; cell < CELLS; cell++) {
        CHECK(whole[cell].X == parted[cell].X && whole[cell].Y == parted[cell].Y && whole[cell].generator == parted[cell].generator);
        CHECK((whole[cell].X == begin[cell].X && whole[cell].Y == begin[cell].Y) == (begin[cell].C == 0)); /* a stuck cell rests, noise or not */
        CHECK(whole[cell].generator != begin[cell].generator);
    }
    give_per_cell_job(4, features, begin, 0, 10, 8);
    run();
    expect_error(&at, FHN_BAD_VALUE_ERROR, 4);
    memcpy(parted, begin, sizeof begin);
    parted[2].X = FHN_XMAX; /* at its bound from the start, so never clamped */
    give_per_cell_job(5, features, parted, 0, 10, 0);
    parted[2].X = FHN_XMAX + 1;
    give_per_cell_job(6, features, parted, 0, 10, 0);
    run();
    CHECK(collect(&at, 5) == 12 * CELLS);
    expect_error(&at, FHN_BAD_VALUE_ERROR, 6);
}

static void signs_and_votes_agree_with_the_trace(void)
{
    static const int16_t words[] = { 0, 0, 1, 0, 3, -3 }; /* biases 0 and 1; one cell an image */
    uint8_t payload[2 + sizeof words];
    uint8_t frame[600];
    uint8_t trace[2 * CELLS * SAMPLES];
    size_t at = 0;
    start();
    greet(&at);
    fhn_put16(payload, 0);
    for (unsigned i = 0; i < sizeof words / sizeof words[0]; i++) {
        fhn_put16(payload + 2 + 2 * i, (uint32_t)words[i]);
    }
    give(FHN_READOUT_KIND, 1, payload, sizeof payload);
    give_job(2, FHN_TRACE_FEATURE, 0, 0);
    give_job(3, FHN_SIGNS_FEATURE, 0, 0);
    give_job(4, FHN_VOTES_FEATURE, 1, 2);
    run();
    CHECK(next_frame(&at, frame) == 2 && frame[0] == FHN_ACK_KIND && frame[1] == 1);
    CHECK(collect(&at, 2) == sizeof trace);
    memcpy(trace, reply, sizeof trace);
    CHECK(collect(&at, 3) == SAMPLES);
    for (unsigned i = 0; i < CELLS * SAMPLES; i++) {
        CHECK((reply[i / CELLS] >> (i % CELLS) & 1) == (fhn_get_signed(trace + 2 * i, 2) >= 0));
    }
    CHECK(collect(&at, 4) == 8 * CELLS);
    for (unsigned cell = 0; cell < CELLS; cell++) {
        unsigned first = 0;
        for (unsigned i = 0; i < SAMPLES; i++) {
            const int32_t X = fhn_get_signed(trace + 2 * (CELLS * i + cell), 2);
            first += 3 * X >= 1 - 3 * X; /* a tie is the lower class's */
        }
        CHECK(fhn_get32(reply + 8 * cell) == first && fhn_get32(reply + 8 * cell + 4) == SAMPLES - first);
    }
}

static void wrong_requests_are_answered_in_order(void)
{
    static const uint8_t junk[] = { 3, 1, 2, 0, 0, 5, 0 };
    size_t at = 0;
    start();
    give_job(1, FHN_TRACE_FEATURE, 0, 0);
    run();
    expect_error(&at, FHN_NO_SESSION_ERROR, 1);
    greet(&at);
    give(0x55, 2, junk, sizeof junk);
    give_job(3, FHN_TRACE_FEATURE | FHN_SIGNS_FEATURE, 0, 0);
    give_job(4, FHN_ENDS_FEATURE, 0, 0);
    give_job(5, FHN_CHARGE_FEATURE, 0, 0);
    give_job(6, FHN_REGISTERS_FEATURE, 0, 0);
    give_job(7, FHN_PER_CELL_FEATURE, 0, 0);
    give_job(8, 0x8001, 0, 0);
    give_job(9, FHN_ENDS_FEATURE, 0x0102, 3); /* of votes, which nobody asks for */
    run();
    expect_error(&at, FHN_UNKNOWN_KIND_ERROR, 2);
    expect_error(&at, FHN_BAD_VALUE_ERROR, 3);
    CHECK(collect(&at, 4) == 6 * CELLS);
    expect_error(&at, FHN_NOT_SUPPORTED_ERROR, 5);
    expect_error(&at, FHN_BAD_VALUE_ERROR, 6); /* registers need per-cell */
    expect_error(&at, FHN_BAD_VALUE_ERROR, 7); /* no per-cell words */
    expect_error(&at, FHN_NOT_SUPPORTED_ERROR, 8);
    CHECK(collect(&at, 9) == 6 * CELLS);
    memcpy(wire.in, junk, sizeof junk); /* one piece that is too short, an empty frame, one that ends early */
    wire.in_count = sizeof junk;
    run();
    expect_error(&at, FHN_DAMAGED_FRAME_ERROR, 0); /* both, since they came at once */
    CHECK(next_frame(&at, reply) == 0);
}

static void a_full_queue_drops_and_says_so(void)
{
    uint8_t frame[600];
    size_t at = 0;
    unsigned done = 0;
    unsigned full = 0;
    start();
    greet(&at);
    wire.blocked = true;
    for (unsigned tag = 1; tag < 250; tag++) {
        give_job((uint8_t)tag, 0, 0, 0);
    }
    run();
    wire.blocked = false;
    run();
    while (next_frame(&at, frame) > 0) {
        done += frame[0] == FHN_DONE_KIND;
        full += frame[0] == FHN_ERROR_KIND && frame[1] == 0 && frame[2] == FHN_QUEUE_FULL_ERROR;
    }
    CHECK(done >= FHN_QUEUE_BYTES / 35u - 1 && done < 249);
    CHECK(full > 0);
}

static void a_hello_begins_anew_in_the_middle_of_a_job(void)
{
    uint8_t frame[600];
    size_t at = 0;
    start();
    greet(&at);
    wire.blocked = true;
    give_job(1, FHN_TRACE_FEATURE, 0, 0);
    give_job(2, FHN_TRACE_FEATURE, 0, 0);
    run();
    give_hello(200);
    run();
    wire.blocked = false;
    run();
    while (next_frame(&at, frame) > 0 && frame[0] != FHN_GREETING_KIND) {
    }
    CHECK(frame[0] == FHN_GREETING_KIND && frame[1] == 200);
    CHECK(next_frame(&at, frame) == 0);
    give_job(7, 0, 0, 0);
    run();
    CHECK(collect(&at, 7) == 0);
}

static void a_frame_of_an_earlier_session_is_damaged(void)
{
    size_t at = 0;
    uint32_t first;
    uint8_t frame[600];
    start();
    greet(&at);
    first = wire.nonce;
    give_hello(10);
    run();
    CHECK(next_frame(&at, frame) == 54 && wire.nonce != first);
    wire.nonce = first;
    give_job(3, FHN_ENDS_FEATURE, 0, 0);
    wire.nonce = device.nonce;
    give_job(4, FHN_ENDS_FEATURE, 0, 0);
    run();
    expect_error(&at, FHN_DAMAGED_FRAME_ERROR, 0);
    CHECK(collect(&at, 4) == 6 * CELLS);
}

static void noise_does_no_harm(void)
{
    size_t at = 0;
    start();
    greet(&at);
    srand(1);
    for (int round = 0; round < 200; round++) {
        for (wire.in_count = 0; wire.in_count < 1000; wire.in_count++) {
            wire.in[wire.in_count] = (uint8_t)(rand() >> 7);
        }
        run();
        wire.out_count = 0;
    }
    wire.in[wire.in_count++] = 0;
    run();
    at = wire.out_count;
    greet(&at);
    give_job(7, FHN_ENDS_FEATURE, 0, 0);
    run();
    CHECK(collect(&at, 7) == 6 * CELLS);
}

static void heartbeats_come_in_a_session_alone(void)
{
    uint8_t frame[600];
    size_t at = 0;
    start();
    for (wire.now = 0; wire.now < 1000; wire.now++) {
        run();
    }
    CHECK(wire.out_count == 0);
    greet(&at);
    for (; wire.now < 2000; wire.now++) {
        run();
    }
    for (uint32_t beat = 0; beat < 1000 / FHN_HEARTBEAT_MS - 1; beat++) {
        CHECK(next_frame(&at, frame) == 7 && frame[0] == FHN_HEARTBEAT_KIND && frame[2] == 0 && fhn_get32(frame + 3) == beat);
    }
}

/* ERROR 1 always waits: each damaged frame is shorter than its report. */
static void damaged_frames_without_end_keep_nothing_waiting(void)
{
    static const uint8_t damaged[] = { 2, 1, 0 };
    uint8_t frame[600];
    size_t at = 0;
    unsigned beats = 0, done = 0, refused = 0, told = 0;
    start();
    greet(&at);
    give_job(1, FHN_ENDS_FEATURE, 0, 0);
    give(0x55, 2, damaged, sizeof damaged);
    give_job(3, FHN_ENDS_FEATURE, 0, 0);
    for (wire.now = 0; wire.now < 1000; wire.now++) {
        for (int byte = 0; byte < 30; byte++) {
            wire.in[wire.in_count++] = damaged[byte % 3];
        }
        (void)fhn_device_poll(&device);
        if (wire.in_at == wire.in_count) {
            wire.in_at = wire.in_count = 0;
        }
    }
    while (next_frame(&at, frame) > 0) {
        beats += frame[0] == FHN_HEARTBEAT_KIND;
        done += frame[0] == FHN_DONE_KIND;
        refused += frame[0] == FHN_ERROR_KIND && frame[1] == 2;
        told += frame[0] == FHN_ERROR_KIND && frame[1] == 0;
    }
    CHECK(beats >= 1000 / FHN_HEARTBEAT_MS - 1 && done == 2 && refused == 1 && told > 100);
}

void test_device(void)
{
    a_job_gives_what_the_step_gives(0);
    a_job_gives_what_the_step_gives(3);
    a_long_job_equals_two_that_go_on_from_registers();
    signs_and_votes_agree_with_the_trace();
    wrong_requests_are_answered_in_order();
    a_full_queue_drops_and_says_so();
    a_hello_begins_anew_in_the_middle_of_a_job();
    a_frame_of_an_earlier_session_is_damaged();
    damaged_frames_without_end_keep_nothing_waiting();
    noise_does_no_harm();
    heartbeats_come_in_a_session_alone();
}
