/* The frame codec: tests/vectors/frames.csv, and every length there and back. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../core/fhn_frame.h"
#include "check.h"
#include "tests.h"

#define MOST 1200u
#define MOST_LINE 65536
#define TABLE_QUEUE 2048u /* the longest frame that the table takes */

static fhn_frame_event decode(const uint8_t *coded, size_t count, uint32_t nonce, uint8_t *bytes, size_t *length)
{
    fhn_decoder decoder;
    fhn_frame_event event = FHN_FRAME_MORE;
    fhn_decoder_start(&decoder, bytes, MOST);
    decoder.nonce = nonce;
    for (size_t i = 0; i < count; i++) {
        event = fhn_decoder_take(&decoder, coded[i]);
    }
    *length = decoder.count;
    return event;
}

static void all_lengths_come_back(void)
{
    static uint8_t frame[MOST], copy[MOST], back[MOST], coded[FHN_CODED_BYTES(MOST)];
    srand(2);
    for (unsigned length = 2; length + 4 < MOST; length++) {
        size_t count;
        size_t got;
        const uint32_t nonce = length * 0x9E3779B9u;
        for (unsigned i = 0; i < length; i++) {
            frame[i] = (uint8_t)(length % 3 == 0 ? 1 : (rand() >> 5) % (length % 3 == 1 ? 4 : 256));
        }
        memcpy(copy, frame, length);
        count = fhn_frame_encode(frame, length, nonce, coded);
        CHECK(count <= FHN_CODED_BYTES(length + 4) && memchr(coded, 0, count) == coded + count - 1);
        CHECK(decode(coded, count, nonce, back, &got) == FHN_FRAME_WHOLE && got == length && memcmp(back, copy, length) == 0);
        if (frame[0] != FHN_HELLO_KIND && frame[0] != FHN_GREETING_KIND) { /* of every other session: each bit of the nonce counts, at every length */
            CHECK(decode(coded, count, nonce ^ 1u << length % 32, back, &got) == FHN_FRAME_DAMAGED);
        }
        coded[(unsigned)rand() % (count - 1)] ^= 0x10;
        CHECK(decode(coded, count, nonce, back, &got) != FHN_FRAME_WHOLE);
    }
}

static void the_check_value_is_that_of_the_document(void)
{
    CHECK(fhn_crc32(0xFFFFFFFFu, (const uint8_t *)"123456789", 9) == 0xCBF43926u);
}

/* Bytes of hexadecimal digits, up to the comma. */
static size_t read_hex(const char **text, uint8_t *bytes)
{
    size_t count = 0;
    unsigned value;
    while (**text != ',' && sscanf(*text, "%2x", &value) == 1) {
        bytes[count++] = (uint8_t)value;
        *text += 2;
    }
    CHECK(**text == ',');
    (*text)++;
    return count;
}

static void test_row(const char *line)
{
    static uint8_t plain[MOST_LINE / 2], wire[MOST_LINE / 2], back[MOST_LINE / 2];
    const size_t plain_count = read_hex(&line, plain);
    size_t wire_count = read_hex(&line, wire);
    fhn_decoder decoder;
    fhn_frame_event event = FHN_FRAME_MORE;
    const char good = line[0];
    unsigned nonce = 0;
    CHECK(sscanf(line + 1, ",%8x,", &nonce) == 1);
    wire[wire_count++] = 0;
    fhn_decoder_start(&decoder, back, TABLE_QUEUE);
    decoder.nonce = nonce;
    for (size_t i = 0; i < wire_count; i++) {
        event = fhn_decoder_take(&decoder, wire[i]);
    }
    CHECK((event == FHN_FRAME_WHOLE) == (good == '1'));
    if (event == FHN_FRAME_WHOLE) {
        CHECK(decoder.count + FHN_CRC_BYTES == plain_count && memcmp(back, plain, decoder.count) == 0);
    }
}

static void the_table_of_frames_is_decoded(const char *vectors)
{
    static char line[MOST_LINE];
    int rows = 0;
    FILE *file;
    snprintf(line, sizeof line, "%s/frames.csv", vectors);
    file = fopen(line, "r");
    CHECK(file != NULL);
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        if (line[0] != '#') {
            test_row(line);
            rows++;
        }
    }
    CHECK(rows > 0);
    if (file != NULL) {
        fclose(file);
    }
}

void test_frames(const char *vectors)
{
    the_table_of_frames_is_decoded(vectors);
    the_check_value_is_that_of_the_document();
    all_lengths_come_back();
}
