/* Gives damaged frames to the device's decoder: damaged_frames COUNT [FIRST]. */
#include <stdio.h>
#include <stdlib.h>

#include "../core/fhn_frame.h"
#include "frame_judge.h"
#include "frame_model.h"

#define LONGEST 8192

int main(int argc, char **argv)
{
    static uint8_t room[LONGEST];
    static damage_stream stream;
    static judge_log log;
    const unsigned long long count = argc > 1 ? strtoull(argv[1], NULL, 10) : 100000, from = argc > 2 ? strtoull(argv[2], NULL, 10) : 0;
    fhn_decoder decoder;
    fhn_decoder_start(&decoder, room, sizeof room);
    for (unsigned long long number = from; number < from + count; number++) {
        const char *wrong;
        damage_make(number, decoder.nonce, &stream);
        log.count = 0;
        for (size_t i = 0; i < stream.count; i++) {
            switch (fhn_decoder_take(&decoder, stream.bytes[i])) {
            case FHN_FRAME_WHOLE:
                judge_add(&log, decoder.bytes, decoder.count);
                decoder.nonce = frame_model_session(decoder.bytes, decoder.count, decoder.nonce); /* as the device does */
                break;
            case FHN_FRAME_DAMAGED:
                judge_add(&log, NULL, 0);
                break;
            default:
                break;
            }
        }
        wrong = judge(&stream, &log, LONGEST);
        if (wrong != NULL) {
            printf("FAIL  frames-c: stream %llu (%s): %s\n", number, damage_kind_name(stream.kind), wrong);
            return 1;
        }
    }
    printf("PASS  frames-c: %llu damaged frames, none taken, the next sound one taken\n", count);
    return 0;
}
