/* From reset to main. A machine.c gives the vectors of its interrupts as `startup_interrupts`; sections and their names are those of link.ld. */
#ifndef STARTUP_H
#define STARTUP_H

#include <stdint.h>

typedef void (*vector)(void);

#define INTERRUPT_VECTORS __attribute__((section(".vectors.interrupts"), used)) const vector

/* SysTick's, which counts milliseconds. */
void startup_on_tick(void);

/* Milliseconds since SysTick runs. */
extern volatile uint32_t startup_milliseconds;

#endif
