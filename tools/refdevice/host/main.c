/* The reference device as a program: the core behind a pseudo-terminal or a TCP port. */
#define _DEFAULT_SOURCE
#define _XOPEN_SOURCE 600
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "../core/fhn_request.h"
#include "../core/fhn_device.h"
#include "../fhn_protocol.h"
#include "line.h"
#include "options.h"

#define IDLE_MS 10 /* the longest sleep: a heartbeat is late by no more */

typedef struct {
    options options;
    line line;
    uint8_t in[DAMAGE_MOST];
    size_t in_at, in_count;
    bool mute;
    bool heard;       /* a byte came in */
    uint32_t heard_at;
    uint32_t noise;   /* state of the generator */
} machine;

static fhn_device device;
static machine self;
static volatile sig_atomic_t told_to_end;

static void on_signal(int number)
{
    (void)number;
    told_to_end = 1;
}

static uint32_t milliseconds(void *context)
{
    struct timespec now;
    (void)context;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint32_t)((uint64_t)now.tv_sec * 1000u + (uint64_t)now.tv_nsec / 1000000u);
}

static int read_byte(void *context)
{
    machine *m = context;
    while (m->in_at == m->in_count) {
        const int byte = line_read(&m->line);
        if (byte < 0) {
            return -1;
        }
        if (!m->heard) {
            m->heard = true;
            m->heard_at = milliseconds(m);
        }
        m->in_at = 0;
        m->in_count = damage_apply(&m->options.received, (uint8_t)byte, m->in);
    }
    return m->in[m->in_at++];
}

static bool write_byte(void *context, uint8_t byte)
{
    machine *m = context;
    const damage before = m->options.sent;
    uint8_t bytes[DAMAGE_MOST];
    size_t count;
    if (m->mute) {
        return true;
    }
    count = damage_apply(&m->options.sent, byte, bytes);
    if (line_write(&m->line, bytes, count)) {
        return true;
    }
    m->options.sent = before; /* the byte is offered again */
    return false;
}

/* Noise of an analog input: up to 1/64 of the range of S either way. */
static int32_t disturb(void *context, int32_t S)
{
    machine *m = context;
    const int32_t range = fhn_up(m->options.constants.x_max, m->options.constants.extra_bits) / 64;
    return S + (int32_t)(damage_random(&m->noise) % (uint32_t)(2 * range + 1)) - range;
}

static void start_device(void)
{
    const fhn_port port = { read_byte, write_byte, milliseconds, self.options.analog ? disturb : NULL, &self };
    fhn_identity identity;
    const char *name = self.options.name != NULL ? self.options.name : self.options.analog ? "analog stand-in" : "reference";
    memset(&identity, 0, sizeof identity);
    identity.features = (uint16_t)self.options.features;
    if (!fhn_request_charge_fits(&self.options.constants)) {
        identity.features &= (uint16_t)~FHN_CHARGE_FEATURE;
    }
    identity.flags = FHN_DETERMINISTIC_FLAG | FHN_SIMULATED_FLAG;
    identity.cells = (uint16_t)self.options.cells;
    memcpy(identity.name, name, strlen(name));
    if (self.options.analog) {
        identity.features &= FHN_TRACE_FEATURE | FHN_SIGNS_FEATURE | FHN_VOTES_FEATURE;
        identity.flags = FHN_SIMULATED_FLAG;
        memset(self.options.constants.hash, 0, sizeof self.options.constants.hash);
    }
    fhn_device_start(&device, &port, &self.options.constants, &identity);
}

static bool has_passed(double seconds)
{
    return seconds >= 0 && self.heard && (double)(milliseconds(&self) - self.heard_at) >= seconds * 1000;
}

static bool stdin_closed(void)
{
    return self.options.until_stdin_closes && line_input_ended(STDIN_FILENO);
}

static void watch(void)
{
    self.mute = has_passed(self.options.mute_after);
    told_to_end |= has_passed(self.options.die_after);
}

static void run(void)
{
    const int also = self.options.until_stdin_closes ? STDIN_FILENO : -1;
    unsigned round = 0;
    while (!told_to_end) {
        const bool moved = fhn_device_poll(&device);
        line_flush(&self.line);
        watch();
        if (!moved) {
            line_wait(&self.line, also, IDLE_MS);
        }
        if ((!moved || round++ % 256 == 0) && stdin_closed()) {
            return;
        }
    }
}

static void catch_signals(void)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_signal;
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

int main(int argc, char **argv)
{
    const int code = options_read(argc, argv, &self.options);
    if (code >= 0) {
        return code;
    }
    catch_signals();
    damage_start(&self.options.received, self.options.seed);
    damage_start(&self.options.sent, self.options.seed + 1);
    self.noise = (uint32_t)time(NULL) * 2654435761u | 1u;
    start_device();
    if (!(self.options.tcp ? line_open_tcp(&self.line, &self.options.place) : line_open_terminal(&self.line))) {
        return 3;
    }
    run();
    line_close(&self.line);
    return 0;
}
