#include "check.h"

#include <stdio.h>

static int made, failed;

void check(bool holds, const char *what, const char *file, int line)
{
    made++;
    if (!holds && failed++ < 20) {
        fprintf(stderr, "%s:%d: not so: %s\n", file, line, what);
    }
}

int checks_failed(void)
{
    return failed;
}

int checks_made(void)
{
    return made;
}
