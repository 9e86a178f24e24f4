#include "fhn_frame.h"

#include "fhn_bytes.h"

uint32_t fhn_crc32(uint32_t start, const uint8_t *bytes, size_t count)
{
    static const uint32_t nibbles[16] = {
        0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
        0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C, 0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C
    };
    uint32_t crc = start;
    for (size_t i = 0; i < count; i++) {
        crc ^= bytes[i];
        crc = crc >> 4 ^ nibbles[crc & 15];
        crc = crc >> 4 ^ nibbles[crc & 15];
    }
    return ~crc;
}

/* HELLO and GREETING tell the nonce, so they cannot need it. */
static uint32_t crc_of(const uint8_t *frame, size_t count, uint32_t nonce)
{
    return fhn_crc32(frame[0] == FHN_HELLO_KIND || frame[0] == FHN_GREETING_KIND ? 0xFFFFFFFFu : ~nonce, frame, count);
}

size_t fhn_frame_encode(uint8_t *frame, size_t count, uint32_t nonce, uint8_t *coded)
{
    size_t head = 0; /* where the running piece's length goes */
    size_t end = 1;
    fhn_put32(frame + count, crc_of(frame, count, nonce));
    count += FHN_CRC_BYTES;
    for (size_t i = 0; i < count; i++) {
        if (frame[i] != 0) {
            coded[end++] = frame[i];
        }
        if (frame[i] == 0 || (end - head == 255 && i + 1 < count)) {
            coded[head] = (uint8_t)(end - head);
            head = end++;
        }
    }
    coded[head] = (uint8_t)(end - head);
    coded[end++] = 0;
    return end;
}

static void next_frame(fhn_decoder *decoder)
{
    decoder->count = 0;
    decoder->left = 0;
    decoder->zero_follows = false;
    decoder->started = false;
    decoder->too_long = false;
}

void fhn_decoder_start(fhn_decoder *decoder, uint8_t *bytes, size_t room)
{
    decoder->bytes = bytes;
    decoder->room = room;
    decoder->nonce = 0;
    next_frame(decoder);
}

static void push(fhn_decoder *decoder, uint8_t byte)
{
    if (decoder->count < decoder->room) {
        decoder->bytes[decoder->count++] = byte;
    } else {
        decoder->too_long = true;
    }
}

static fhn_frame_event end_of_frame(fhn_decoder *decoder)
{
    const size_t count = decoder->count;
    const bool started = decoder->started;
    const bool sound = decoder->left == 0 && !decoder->too_long && count >= FHN_LEAST_FRAME_BYTES
        && fhn_get32(decoder->bytes + count - FHN_CRC_BYTES) == crc_of(decoder->bytes, count - FHN_CRC_BYTES, decoder->nonce);
    next_frame(decoder);
    if (!started) {
        return FHN_FRAME_EMPTY;
    }
    if (!sound) {
        return FHN_FRAME_DAMAGED;
    }
    decoder->count = count - FHN_CRC_BYTES;
    return FHN_FRAME_WHOLE;
}

fhn_frame_event fhn_decoder_take(fhn_decoder *decoder, uint8_t byte)
{
    if (!decoder->started) {
        decoder->count = 0; /* the frame before is no longer wanted */
    }
    if (byte == 0) {
        return end_of_frame(decoder);
    }
    decoder->started = true;
    if (decoder->left > 0) {
        decoder->left--;
        push(decoder, byte);
        return FHN_FRAME_MORE;
    }
    if (decoder->zero_follows) {
        push(decoder, 0);
    }
    decoder->left = (uint8_t)(byte - 1);
    decoder->zero_follows = byte != 255;
    return FHN_FRAME_MORE;
}
