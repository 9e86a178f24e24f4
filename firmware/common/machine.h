/* What a board's machine.c gives to main.c: a line, a clock, a light, and a second core where there is one. No call waits but machine_rest. */
#ifndef MACHINE_H
#define MACHINE_H

#include <stdbool.h>
#include <stdint.h>

#include "../../tools/refdevice/core/fhn_crew.h"

/* Clocks, pins, line. */
void machine_start(void);

/* The next byte received, or -1. */
int machine_read(void);

/* Takes a byte to send; false where there is no room now. */
bool machine_write(uint8_t byte);

/* Milliseconds since the start; wraps. */
uint32_t machine_milliseconds(void);

/* The light: a session is open. */
void machine_light(bool on);

/* Sleeps until an interrupt, unless a byte has come. */
void machine_rest(void);

/* The locks between two cores; NULL where there is one core. */
const fhn_crew_port *machine_crew(void);

/* Lets the second core run the function for ever. False where it does not answer; the first core then steps alone. */
bool machine_second_core(void (*run)(void));

/* The second core has nothing to do: sleeps until shares are there. */
void machine_second_rest(void);

#endif
