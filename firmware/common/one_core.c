/* A machine of one core. The machine.c of two cores has these functions of its own, which the linker takes in place of weak ones. */
#include "machine.h"

#define WEAK __attribute__((weak))

WEAK const fhn_crew_port *machine_crew(void)
{
    return 0;
}

WEAK bool machine_second_core(void (*run)(void))
{
    (void)run;
    return false;
}

WEAK void machine_second_rest(void)
{
}
