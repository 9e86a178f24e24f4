/* The frame codec: the document's examples, and every length there and back. */
#include <stdlib.h>
#include <string.h>

#include "../core/fhn_frame.h"
#include "check.h"
#include "tests.h"

#define MOST 1200u

static fhn_frame_event decode(const uint8_t *coded, size_t count, uint8_t *bytes, size_t *length)
{
    fhn_decoder decoder;
    fhn_frame_event event = FHN_FRAME_MORE;
    fhn_decoder_start(&decoder, bytes, MOST);
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
        for (unsigned i = 0; i < length; i++) {
            frame[i] = (uint8_t)(length % 3 == 0 ? 1 : (rand() >> 5) % (length % 3 == 1 ? 4 : 256));
        }
        memcpy(copy, frame, length);
        count = fhn_frame_encode(frame, length, coded);
        CHECK(count <= FHN_CODED_BYTES(length + 4) && memchr(coded, 0, count) == coded + count - 1);
        CHECK(decode(coded, count, back, &got) == FHN_FRAME_WHOLE && got == length && memcmp(back, copy, length) == 0);
        coded[(unsigned)rand() % (count - 1)] ^= 0x10;
        CHECK(decode(coded, count, back, &got) != FHN_FRAME_WHOLE);
    }
}

static void the_check_value_is_that_of_the_document(void)
{
    CHECK(fhn_crc32((const uint8_t *)"123456789", 9) == 0xCBF43926u);
}

void test_frames(const char *vectors)
{
    (void)vectors;
    the_check_value_is_that_of_the_document();
    all_lengths_come_back();
}
