/*
 * The whole device under libFuzzer: any bytes on its line, in a session or not. The first byte chooses how the line behaves, and whether the rest are
 * bytes of the line or frames, each behind its length, which are coded here: a fuzzer finds no CRC by itself.
 */
#include <string.h>

#include "../core/fhn_device.h"
#include "../fhn_constants.h"
#include "frame_model.h"

#define MOST_POLLS 3000

static const fhn_constants constants = {
    FHN_W, FHN_F, FHN_P, FHN_U, FHN_K, FHN_E, FHN_G, FHN_CL, FHN_XMAX, FHN_X0, FHN_YH0, FHN_YL0, FHN_YH_BITS, FHN_Y_BYTES, FHN_HASH
};

static fhn_device device;
static struct {
    const uint8_t *in;
    size_t in_at, in_count;
    unsigned refuse, offered;
    uint32_t now;
    uint8_t out[1 << 16];
    size_t out_count;
} line;

static int read_byte(void *context)
{
    (void)context;
    return line.in_at < line.in_count ? line.in[line.in_at++] : -1;
}

static bool write_byte(void *context, uint8_t byte)
{
    (void)context;
    if (line.refuse != 0 && ++line.offered % line.refuse == 0) {
        return false;
    }
    line.out[line.out_count++ % sizeof line.out] = byte;
    return true;
}

static uint32_t milliseconds(void *context)
{
    (void)context;
    return line.now++ / 64;
}

/* Codes frames of [length, two bytes][bytes], each of the session that the HELLO before it began. */
static size_t coded_frames(const uint8_t *data, size_t count, uint32_t session, uint8_t *wire)
{
    size_t written = 0;
    for (size_t at = 0; at + 2 < count;) {
        size_t length = data[at] | (size_t)(data[at + 1] & 15) << 8;
        at += 2;
        length = length > count - at ? count - at : length;
        written += frame_model_code(data + at, length, session, wire + written);
        session = length > 0 ? frame_model_session(data + at, length, session) : session;
        at += length;
    }
    return written;
}

static bool greeted;

static void look_for_greeting(void *context, const uint8_t *frame, size_t count)
{
    (void)context;
    greeted |= frame != NULL && count == 2 + FHN_GREETING_BYTES && frame[0] == FHN_GREETING_KIND && frame[1] == 0x5A && memcmp(frame + 2, "wake", 4) == 0;
}

static void poll(int most)
{
    while (most-- > 0 && fhn_device_poll(&device)) {
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t count);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t count)
{
    static const uint8_t hello[] = { FHN_HELLO_KIND, 1, 1, 2, 3, 4 }, last[] = { FHN_HELLO_KIND, 0x5A, 'w', 'a', 'k', 'e' };
    static uint8_t coded[64], frames[1 << 18];
    const fhn_port port = { read_byte, write_byte, milliseconds, NULL, NULL };
    const fhn_identity identity = { 0x00FF, FHN_DETERMINISTIC_FLAG, FHN_MAX_CELLS, "fuzzed" };
    if (count == 0) {
        return 0;
    }
    memset(&line, 0, sizeof line);
    fhn_device_start(&device, &port, &constants, &identity);
    line.refuse = data[0] & 2 ? 1 + data[0] / 4u : 0;
    line.refuse = line.refuse == 1 ? 2 : line.refuse;
    if (data[0] & 1) { /* in a session */
        line.in = coded;
        line.in_count = frame_model_code(hello, sizeof hello, 0, coded);
        poll(100);
    }
    line.in_at = 0;
    line.in_count = (data[0] & 4) != 0 ? coded_frames(data + 1, count - 1, device.nonce, frames) : count - 1;
    line.in = (data[0] & 4) != 0 ? frames : data + 1;
    poll(MOST_POLLS);
    /* Whatever came: a zero and a HELLO are answered. */
    coded[0] = 0;
    line.in = coded;
    line.in_at = 0;
    line.in_count = 1 + frame_model_code(last, sizeof last, 0, coded + 1);
    line.refuse = 0;
    for (int polls = 0; polls < 2000; polls++) {
        line.out_count = polls == 0 ? 0 : line.out_count;
        (void)fhn_device_poll(&device);
    }
    greeted = false;
    frame_model_cut(line.out, line.out_count < sizeof line.out ? line.out_count : sizeof line.out, 2048, 0, look_for_greeting, NULL);
    if (!greeted) {
        __builtin_trap();
    }
    return 0;
}
