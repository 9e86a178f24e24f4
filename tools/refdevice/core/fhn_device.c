#include "fhn_device.h"

#include <string.h>

#include "fhn_bytes.h"
#include "fhn_request.h"
#include "../fhn_protocol.h"

#define BYTES_A_POLL 256
#define DATA_HEAD 4u /* kind, tag, block */

void fhn_device_start(fhn_device *device, const fhn_port *port, const fhn_constants *constants, const fhn_identity *identity)
{
    memset(device, 0, sizeof *device);
    device->port = *port;
    device->constants = *constants;
    device->identity = *identity;
    fhn_decoder_start(&device->decoder, device->received, sizeof device->received);
    fhn_array_start(&device->array, &device->constants, &device->readout);
}

static void hello(fhn_device *device, uint8_t tag, uint32_t nonce)
{
    fhn_array_stop(&device->array);
    fhn_queue_clear(&device->queue);
    fhn_readout_clear(&device->readout);
    device->done_due = false;
    device->reply_ready = false;
    device->reply_count = 0;
    device->damaged = false;
    device->overflow = false;
    device->greeting_due = true;
    device->greeting_tag = tag;
    device->nonce = nonce;
    device->decoder.nonce = nonce;
    if (!device->in_session) {
        device->in_session = true;
        device->beat_at = device->port.milliseconds(device->port.context) + FHN_HEARTBEAT_MS;
    }
}

static void take_frame(fhn_device *device, const uint8_t *frame, size_t count)
{
    if (frame[0] == FHN_HELLO_KIND && count == 6) {
        hello(device, frame[1], fhn_get32(frame + 2));
    } else if (!fhn_queue_put(&device->queue, frame, count)) {
        device->overflow = true;
    }
}

static bool receive(fhn_device *device)
{
    int taken;
    for (taken = 0; taken < BYTES_A_POLL; taken++) {
        const int byte = device->port.read(device->port.context);
        if (byte < 0) {
            break;
        }
        switch (fhn_decoder_take(&device->decoder, (uint8_t)byte)) {
        case FHN_FRAME_WHOLE:
            take_frame(device, device->received, device->decoder.count);
            break;
        case FHN_FRAME_DAMAGED:
            device->damaged = true;
            break;
        default:
            break;
        }
    }
    return taken > 0;
}

static size_t greeting(const fhn_device *device, uint8_t *frame)
{
    const fhn_constants *c = &device->constants;
    uint8_t *payload = frame + 2;
    memset(payload, 0, FHN_GREETING_BYTES);
    frame[0] = FHN_GREETING_KIND;
    frame[1] = device->greeting_tag;
    fhn_put32(payload, device->nonce);
    payload[4] = FHN_VERSION;
    payload[5] = device->identity.flags;
    fhn_put16(payload + 6, device->identity.features);
    payload[8] = c->word_bits;
    payload[9] = c->dt_exponent;
    payload[10] = c->extra_bits;
    payload[11] = fhn_x_bytes(c);
    payload[12] = fhn_s_bytes(c);
    payload[13] = c->y_bytes;
    fhn_put16(payload + 14, 0); /* lanes, and clock below: they say nothing of a program */
    fhn_put16(payload + 16, device->identity.cells);
    fhn_put16(payload + 18, FHN_QUEUE_BYTES);
    fhn_put16(payload + 20, FHN_HEARTBEAT_MS);
    fhn_put32(payload + 22, 0);
    fhn_put16(payload + 26, (device->identity.features & FHN_VOTES_FEATURE) != 0 ? FHN_READOUT_WORDS : 0);
    memcpy(payload + 28, c->hash, sizeof c->hash);
    memcpy(payload + 36, device->identity.name, sizeof device->identity.name);
    return FHN_HEAD_BYTES + FHN_GREETING_BYTES;
}

static size_t put_error(uint8_t *frame, uint8_t code, uint8_t tag)
{
    frame[0] = FHN_ERROR_KIND;
    frame[1] = tag;
    frame[2] = code;
    return 3;
}

static bool beat_is_due(const fhn_device *device)
{
    return device->in_session && (int32_t)(device->port.milliseconds(device->port.context) - device->beat_at) >= 0;
}

static size_t heartbeat(fhn_device *device, uint8_t *frame)
{
    const uint32_t now = device->port.milliseconds(device->port.context);
    device->beat_at += FHN_HEARTBEAT_MS;
    if ((int32_t)(now - device->beat_at) >= 0) { /* the line was blocked: no crowd of late ones */
        device->beat_at = now + FHN_HEARTBEAT_MS;
    }
    frame[0] = FHN_HEARTBEAT_KIND;
    frame[1] = 0;
    frame[2] = device->done_due ? 1 : 0;
    fhn_put32(frame + 3, device->beats++);
    return 7;
}

/* ERROR 1, ERROR 5 and the reply take turns where several wait, so damaged frames without end keep no answer waiting. 0 where none waits. */
static size_t next_in_turn(fhn_device *device, uint8_t *frame)
{
    const bool damaged = device->damaged && !(device->told_damaged && (device->overflow || device->reply_ready))
        && !(device->told_overflow && device->reply_ready);
    const bool overflow = device->overflow && !damaged && !(device->told_overflow && device->reply_ready);
    if (!damaged && !overflow && !device->reply_ready) {
        return 0;
    }
    device->told_damaged = damaged;
    device->told_overflow = overflow;
    if (damaged) {
        device->damaged = false;
        return put_error(frame, FHN_DAMAGED_FRAME_ERROR, 0);
    }
    if (overflow) {
        device->overflow = false;
        return put_error(frame, FHN_QUEUE_FULL_ERROR, 0);
    }
    const size_t count = device->reply_count;
    memcpy(frame, device->reply, count);
    device->reply_ready = false;
    device->reply_count = 0;
    return count;
}

/* Puts the frame that is due first where it goes out: the greeting, then a heartbeat. A zero goes before a greeting. */
static void next_frame(fhn_device *device)
{
    uint8_t frame[FHN_LONGEST_BOARD_FRAME_BYTES];
    size_t count = 0;
    size_t zeros = 0;
    if (device->greeting_due) {
        device->greeting_due = false;
        count = greeting(device, frame);
        zeros = 1;
    } else if (beat_is_due(device)) {
        count = heartbeat(device, frame);
    } else {
        count = next_in_turn(device, frame);
    }
    device->coded_sent = 0;
    device->coded[0] = 0;
    device->coded_count = count == 0 ? 0 : zeros + fhn_frame_encode(frame, count, device->nonce, device->coded + zeros);
}

static bool send(fhn_device *device)
{
    size_t sent = 0;
    if (device->coded_sent == device->coded_count) {
        next_frame(device);
    }
    while (device->coded_sent < device->coded_count
        && device->port.write(device->port.context, device->coded[device->coded_sent])) {
        device->coded_sent++;
        sent++;
    }
    return sent > 0;
}

static void put_done(fhn_device *device)
{
    device->reply[0] = FHN_DONE_KIND;
    device->reply[1] = device->tag;
    fhn_put16(device->reply + 2, fhn_array_saturated(&device->array));
    fhn_put32(device->reply + 4, device->reply_bytes);
    fhn_put32(device->reply + 8, 0);
    device->reply_count = 12;
    device->reply_ready = true;
    device->done_due = false;
}

static void run_job(fhn_device *device)
{
    if (device->reply_count == 0) {
        device->reply[0] = FHN_DATA_KIND;
        device->reply[1] = device->tag;
        fhn_put16(device->reply + 2, device->block);
        device->reply_count = DATA_HEAD;
    }
    const size_t room = FHN_LONGEST_BOARD_FRAME_BYTES - FHN_CRC_BYTES - device->reply_count;
    const size_t count = fhn_array_run(&device->array, device->reply + device->reply_count, room, FHN_STEPS_A_POLL);
    device->reply_count += count;
    device->reply_bytes += (uint32_t)count;
    const bool full = count == room;
    if (full || !fhn_array_busy(&device->array)) {
        device->reply_ready = device->reply_count > DATA_HEAD;
        device->reply_count = device->reply_ready ? device->reply_count : 0;
        device->block++;
    }
}

static void take_request(fhn_device *device, size_t count)
{
    const uint8_t tag = device->request[1];
    const bool needs_session = device->request[0] == FHN_JOB_KIND || device->request[0] == FHN_READOUT_KIND;
    const uint8_t error = needs_session && !device->in_session ? FHN_NO_SESSION_ERROR
        : fhn_request_check(device->request, count, &device->constants, &device->identity);
    if (error != 0) {
        device->reply_count = put_error(device->reply, error, tag);
        device->reply_ready = true;
    } else if (device->request[0] == FHN_READOUT_KIND) {
        fhn_request_load(device->request, count, &device->readout);
        device->reply[0] = FHN_ACK_KIND;
        device->reply[1] = tag;
        device->reply_count = 2;
        device->reply_ready = true;
    } else {
        const fhn_job job = fhn_request_job(device->request);
        fhn_request_cells(device->request, &device->constants, &device->port, &device->array);
        fhn_array_begin(&device->array, &job);
        device->tag = tag;
        device->done_due = true;
        device->block = 0;
        device->reply_bytes = 0;
    }
}

/* The request in hand goes on, or the next one begins. Its frames leave one by one, so that answers keep their order. */
static bool work(fhn_device *device)
{
    size_t count;
    if (device->reply_ready) {
        return false;
    }
    if (device->done_due) {
        if (fhn_array_busy(&device->array)) {
            run_job(device);
        } else {
            put_done(device);
        }
        return true;
    }
    count = fhn_queue_take(&device->queue, device->request);
    if (count == 0) {
        return false;
    }
    take_request(device, count);
    return true;
}

bool fhn_device_poll(fhn_device *device)
{
    const bool received = receive(device);
    const bool worked = work(device);
    const bool sent = send(device);
    return received || worked || sent;
}
