/* The reference device's core as firmware. */
#include <string.h>

#include <fhn_constants.h>

#include "../../tools/refdevice/core/fhn_device.h"
#include "../../tools/refdevice/core/fhn_request.h"
#include "../../tools/refdevice/fhn_protocol.h"
#include "machine.h"

_Static_assert(FHN_YH_BITS + FHN_K + FHN_E <= 32, "Y does not fit one word, so the fast step is not for this format");

#ifdef FHN_ANALOG
#include "../analog/converter.h"
#define ANALOG true
#else
#define ANALOG false
static void converter_start(void)
{
}
#endif

static fhn_device device;
static fhn_crew crew;

static int read_byte(void *context)
{
    (void)context;
    return machine_read();
}

static bool write_byte(void *context, uint8_t byte)
{
    (void)context;
    return machine_write(byte);
}

static uint32_t milliseconds(void *context)
{
    (void)context;
    return machine_milliseconds();
}

static void second_core(void)
{
    for (;;) {
        if (!fhn_crew_work(&crew)) {
            machine_second_rest();
        }
    }
}

/* What the board says of itself. Analog cells give samples of X alone, never twice the same, and have no constants. */
static fhn_identity who(fhn_constants *constants)
{
    fhn_identity identity = { 0 };
    identity.features = FHN_TRACE_FEATURE | FHN_SIGNS_FEATURE | (FHN_READOUT_WORDS > 0 ? FHN_VOTES_FEATURE : 0);
#ifdef FHN_ANALOG
    memset(constants->hash, 0, sizeof constants->hash);
#else
    identity.features |= FHN_ENDS_FEATURE | FHN_SIGNATURE_FEATURE | FHN_PER_CELL_FEATURE | FHN_REGISTERS_FEATURE
        | (fhn_request_charge_fits(constants) ? FHN_CHARGE_FEATURE : 0);
    identity.flags = FHN_DETERMINISTIC_FLAG;
#endif
    identity.cells = FHN_MAX_CELLS;
    memcpy(identity.name, FHN_BOARD_NAME, sizeof FHN_BOARD_NAME - 1);
    return identity;
}

static void start(void)
{
    fhn_constants constants = {
        FHN_W, FHN_F, FHN_P, FHN_U, FHN_K, FHN_E, FHN_G, FHN_CL, FHN_XMAX, FHN_X0, FHN_YH0, FHN_YL0, FHN_YH_BITS, FHN_Y_BYTES, FHN_HASH
    };
    const fhn_port port = { read_byte, write_byte, milliseconds, NULL, NULL };
    const fhn_crew_port *locks = machine_crew();
    const fhn_identity identity = who(&constants);
    fhn_device_start(&device, &port, &constants, &identity);
    if (locks != NULL && !ANALOG) {
        fhn_crew_start(&crew, locks);
        device.array.crew = machine_second_core(second_core) ? &crew : NULL;
    }
}

int main(void)
{
    machine_start();
    converter_start();
    start();
    for (;;) {
        if (!fhn_device_poll(&device)) {
            machine_rest();
        }
        machine_light(device.in_session);
    }
}
