#include "constants.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../fhn_constants.h"

#define LINE_BYTES 256

/* One line of the file. */
typedef struct {
    const char *name;
    long least, most;
    long value;
    bool seen;
} number;

static void take_numbers(const number *n, fhn_constants *out)
{
    out->word_bits = (uint8_t)n[0].value;
    out->fraction = (uint8_t)n[1].value;
    out->product_shift = (uint8_t)n[2].value;
    out->cube_shift = (uint8_t)n[3].value;
    out->dt_exponent = (uint8_t)n[4].value;
    out->extra_bits = (uint8_t)n[5].value;
    out->gain_high = (int32_t)n[6].value;
    out->gain_low = (int32_t)n[7].value;
    out->x_max = (int32_t)n[8].value;
    out->x0 = (int32_t)n[9].value;
    out->yh0 = (int32_t)n[10].value;
    out->yl0 = (int32_t)n[11].value;
    out->yh_bits = (uint8_t)n[12].value;
    out->y_bytes = (uint8_t)n[13].value;
}

fhn_constants constants_standard(void)
{
    const fhn_constants constants = {
        FHN_W, FHN_F, FHN_P, FHN_U, FHN_K, FHN_E, FHN_G, FHN_CL, FHN_XMAX, FHN_X0, FHN_YH0, FHN_YL0, FHN_YH_BITS, FHN_Y_BYTES, FHN_HASH
    };
    return constants;
}

static void take_line(const char *line, number *numbers, uint8_t *hash, bool *hash_seen)
{
    char name[64];
    char value[128];
    unsigned bytes[8];
    if (sscanf(line, "#define FHN_HASH { %x , %x , %x , %x , %x , %x , %x , %x }", &bytes[0], &bytes[1], &bytes[2], &bytes[3],
            &bytes[4], &bytes[5], &bytes[6], &bytes[7]) == 8) {
        for (unsigned i = 0; i < 8; i++) {
            hash[i] = (uint8_t)bytes[i];
        }
        *hash_seen = true;
    } else if (sscanf(line, "#define %63s %127s", name, value) == 2) {
        for (unsigned i = 0; numbers[i].name != NULL; i++) {
            char *end = NULL;
            const long read = strtol(value, &end, 10);
            if (strcmp(name, numbers[i].name) == 0 && end != value && *end == '\0') {
                numbers[i].value = read;
                numbers[i].seen = read >= numbers[i].least && read <= numbers[i].most;
            }
        }
    }
}

static bool all_seen(const char *path, const number *numbers, bool hash_seen)
{
    for (unsigned i = 0; numbers[i].name != NULL; i++) {
        if (!numbers[i].seen) {
            fprintf(stderr, "fhn-refdevice: %s has no sound line '#define %s'; write it with the host program.\n", path, numbers[i].name);
            return false;
        }
    }
    if (!hash_seen) {
        fprintf(stderr, "fhn-refdevice: %s has no sound line '#define FHN_HASH'; write it with the host program.\n", path);
    }
    return hash_seen;
}

bool constants_read(const char *path, fhn_constants *out)
{
    number numbers[] = {
        { "FHN_W", 3, 16, 0, false }, { "FHN_F", 1, 14, 0, false }, { "FHN_P", 1, 16, 0, false }, { "FHN_U", 0, 4, 0, false },
        { "FHN_K", 6, 12, 0, false }, { "FHN_E", 0, 8, 0, false }, { "FHN_G", 0, 16, 0, false },
        { "FHN_CL", -32768, 32767, 0, false }, { "FHN_XMAX", 1, 32767, 0, false }, { "FHN_X0", -32767, 32767, 0, false },
        { "FHN_YH0", -32768, 32767, 0, false }, { "FHN_YL0", 0, 1048575, 0, false }, { "FHN_YH_BITS", 1, 32, 0, false },
        { "FHN_Y_BYTES", 1, 8, 0, false },
        { NULL, 0, 0, 0, false }
    };
    char line[LINE_BYTES];
    bool hash_seen = false;
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        fprintf(stderr, "fhn-refdevice: %s cannot be read; check the path.\n", path);
        return false;
    }
    while (fgets(line, sizeof line, file) != NULL) {
        take_line(line, numbers, out->hash, &hash_seen);
    }
    fclose(file);
    if (!all_seen(path, numbers, hash_seen)) {
        return false;
    }
    take_numbers(numbers, out);
    return true;
}
