#include "frame_model.h"

#include <string.h>

#define MOST 65536

static uint32_t crc_of(const uint8_t *bytes, size_t count, uint32_t session)
{
    uint32_t crc = 0xFFFFFFFFu;
    if (count > 0 && bytes[0] != 0x01 && bytes[0] != 0x81) {
        crc ^= session;
    }
    for (size_t i = 0; i < count; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++) {
            crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320u : crc >> 1;
        }
    }
    return ~crc;
}

/* Bytes of the frame, or MOST where the piece is no COBS. */
static size_t decoded(const uint8_t *piece, size_t count, uint8_t *frame)
{
    size_t length = 0;
    for (size_t at = 0; at < count;) {
        const size_t code = piece[at];
        if (at + code > count) {
            return MOST;
        }
        memcpy(frame + length, piece + at + 1, code - 1);
        length += code - 1;
        at += code;
        if (code != 255 && at < count) {
            frame[length++] = 0;
        }
    }
    return length;
}

static bool is_sound(const uint8_t *frame, size_t count, size_t longest, uint32_t session)
{
    uint32_t told = 0;
    if (count < 6 || count > longest) {
        return false;
    }
    for (int i = 3; i >= 0; i--) {
        told = told << 8 | frame[count - 4 + (size_t)i];
    }
    return crc_of(frame, count - 4, session) == told;
}

uint32_t frame_model_session(const uint8_t *frame, size_t count, uint32_t session)
{
    if ((frame[0] == 0x01 && count == 6) || (frame[0] == 0x81 && count >= 6)) {
        session = frame[2] | (uint32_t)frame[3] << 8 | (uint32_t)frame[4] << 16 | (uint32_t)frame[5] << 24;
    }
    return session;
}

void frame_model_cut(const uint8_t *stream, size_t count, size_t longest, uint32_t session, frame_model_piece piece, void *context)
{
    static uint8_t frame[2 * MOST];
    size_t start = 0;
    for (size_t at = 0; at < count; at++) {
        if (stream[at] != 0) {
            continue;
        }
        if (at > start) {
            const size_t length = decoded(stream + start, at - start, frame);
            const bool sound = length != MOST && is_sound(frame, length, longest, session);
            piece(context, sound ? frame : NULL, sound ? length - 4 : 0);
            session = sound ? frame_model_session(frame, length - 4, session) : session;
        }
        start = at + 1;
    }
}

size_t frame_model_code(const uint8_t *frame, size_t count, uint32_t session, uint8_t *wire)
{
    static uint8_t whole[MOST];
    const uint32_t crc = crc_of(frame, count, session);
    size_t written = 0;
    memcpy(whole, frame, count);
    for (size_t i = 0; i < 4; i++) {
        whole[count + i] = (uint8_t)(crc >> (8 * i));
    }
    count += 4;
    for (size_t at = 0; at <= count;) {
        size_t run = 0;
        while (at + run < count && whole[at + run] != 0 && run < 254) {
            run++;
        }
        wire[written++] = (uint8_t)(run + 1);
        memcpy(wire + written, whole + at, run);
        written += run;
        at += run;
        if (at == count) {
            break;
        }
        at += run == 254 ? 0 : 1;
    }
    wire[written++] = 0;
    return written;
}
