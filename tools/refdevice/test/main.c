/* fhn-refdevice-test FOLDER: the core against the golden vectors, and a session in memory. */
#include <stdio.h>

#include "check.h"
#include "tests.h"

int main(int argc, char **argv)
{
    const char *vectors = argc > 1 ? argv[1] : "tests/vectors";
    test_frames(vectors);
    test_steps(vectors);
    test_cells(vectors);
    test_device();
    test_crew();
    printf("%d checks, %d failed\n", checks_made(), checks_failed());
    return checks_failed() == 0 ? 0 : 1;
}
