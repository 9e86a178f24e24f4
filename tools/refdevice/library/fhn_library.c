#include "fhn_library.h"

#include <stdlib.h>
#include <string.h>

#include "../core/fhn_device.h"
#include "../core/fhn_request.h"
#include "../fhn_protocol.h"

#define DATA_HEAD 4u /* kind, tag, block */

struct fhn_library {
    fhn_device device;
    const uint8_t *in;
    uint32_t in_count, in_at;
    uint8_t *out;
    uint32_t room, out_count;
    uint32_t now;
};

static int read_byte(void *context)
{
    fhn_library *library = context;
    return library->in_at < library->in_count ? library->in[library->in_at++] : -1;
}

static bool write_byte(void *context, uint8_t byte)
{
    fhn_library *library = context;
    if (library->out_count == library->room) {
        return false;
    }
    library->out[library->out_count++] = byte;
    return true;
}

static uint32_t milliseconds(void *context)
{
    return ((const fhn_library *)context)->now;
}

fhn_library *fhn_library_new(void)
{
    return calloc(1, sizeof(fhn_library));
}

void fhn_library_free(fhn_library *library)
{
    free(library);
}

static fhn_constants constants_of(const int32_t *n, const uint8_t *hash)
{
    fhn_constants constants = {
        (uint8_t)n[0], (uint8_t)n[1], (uint8_t)n[2], (uint8_t)n[3], (uint8_t)n[4], (uint8_t)n[5], n[6], n[7], n[8], n[9], n[10], n[11],
        (uint8_t)n[12], (uint8_t)n[13], { 0 }
    };
    memcpy(constants.hash, hash, sizeof constants.hash);
    return constants;
}

void fhn_library_start(fhn_library *library, const int32_t *numbers, const uint8_t *hash, uint32_t features, uint32_t cells, uint32_t flags, uint32_t now)
{
    const fhn_constants constants = constants_of(numbers, hash);
    const fhn_port port = { read_byte, write_byte, milliseconds, NULL, library };
    fhn_identity identity = { 0, 0, 0, "simulated" };
    identity.features = (uint16_t)(fhn_request_charge_fits(&constants) ? features : features & ~(uint32_t)FHN_CHARGE_FEATURE);
    identity.flags = (uint8_t)flags;
    identity.cells = (uint16_t)cells;
    library->now = now;
    fhn_device_start(&library->device, &port, &constants, &identity);
}

int32_t fhn_library_poll(fhn_library *library, uint32_t now, const uint8_t *in, uint32_t in_count, uint32_t *taken, uint8_t *out, uint32_t room,
    uint32_t *given)
{
    library->now = now;
    library->in = in;
    library->in_count = in_count;
    library->in_at = 0;
    library->out = out;
    library->room = room;
    library->out_count = 0;
    const bool moved = fhn_device_poll(&library->device);
    *taken = library->in_at;
    *given = library->out_count;
    return moved ? 1 : 0;
}

void fhn_library_hush(fhn_library *library, uint32_t until)
{
    library->device.beat_at = until;
}

int32_t fhn_library_upset(fhn_library *library, uint32_t bit)
{
    fhn_device *device = &library->device;
    if (device->reply[0] != FHN_DATA_KIND || device->reply_count <= DATA_HEAD) {
        return 0;
    }
    const uint32_t bits = 8 * (uint32_t)(device->reply_count - DATA_HEAD);
    uint8_t *byte = &device->reply[DATA_HEAD + bit % bits / 8];
    *byte = (uint8_t)(*byte ^ 1u << (bit % 8));
    return 1;
}
