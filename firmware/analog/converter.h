/* What an analog bench gives in place of the step: an output and an input a cell, and time. No call waits. docs/microcontroller.md has the wiring. */
#ifndef CONVERTER_H
#define CONVERTER_H

#include <stdint.h>

/* Converters and pins. */
void converter_start(void);

/* Puts the drive S of a cell, LSBs of X, onto its output. */
void converter_drive(uint32_t cell, int32_t S);

/* X of a cell now, LSBs of X; what lies beyond the bound of X is clamped by whoever calls. */
int32_t converter_read(uint32_t cell);

/* Microseconds; wraps. */
uint32_t converter_microseconds(void);

#endif
