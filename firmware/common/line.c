/* What every machine does alike of machine.h: bytes received, time, sleep. */
#include "cortex.h"
#include "line.h"
#include "machine.h"
#include "startup.h"

ring line_received, line_sending;

int machine_read(void)
{
    return ring_take(&line_received);
}

uint32_t machine_milliseconds(void)
{
    return startup_milliseconds;
}

void machine_rest(void)
{
    interrupts_off();
    if (ring_is_empty(&line_received)) {
        wait_for_interrupt();
    }
    interrupts_on();
}
