/* The bytes between the line's interrupt, which a machine.c has, and the program. */
#ifndef LINE_H
#define LINE_H

#include "ring.h"

extern ring line_received, line_sending;

#endif
