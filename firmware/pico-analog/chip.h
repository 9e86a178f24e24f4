/* The bench is on a Pico. */
#include "../pico/chip.h"
