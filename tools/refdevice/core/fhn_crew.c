#include "fhn_crew.h"

#include <string.h>

#include "fhn_array.h"

void fhn_crew_start(fhn_crew *crew, const fhn_crew_port *port)
{
    memset(crew, 0, sizeof *crew);
    crew->port = *port;
}

static void lock(const fhn_crew *crew)
{
    crew->port.lock(crew->port.context);
}

static void unlock(const fhn_crew *crew)
{
    crew->port.unlock(crew->port.context);
}

bool fhn_crew_busy(const fhn_crew *crew)
{
    return crew->steps != 0;
}

void fhn_crew_begin(fhn_crew *crew, struct fhn_array *array, uint32_t cells, uint32_t steps)
{
    lock(crew);
    crew->array = array;
    crew->cells = cells;
    crew->steps = steps;
    crew->share = steps < FHN_SHARE_STEPS ? FHN_SHARE_STEPS / steps : 1u;
    crew->next = 0;
    unlock(crew);
    if (crew->port.wake != NULL) {
        crew->port.wake(crew->port.context);
    }
}

bool fhn_crew_work(fhn_crew *crew)
{
    lock(crew);
    const uint32_t first = crew->next, left = crew->cells - first;
    const uint32_t end = first + (crew->share < left ? crew->share : left);
    struct fhn_array *array = crew->array;
    const uint32_t steps = crew->steps;
    const bool any = steps != 0 && left != 0;
    if (any) {
        crew->next = end;
        crew->working++;
    }
    unlock(crew);
    if (any) {
        fhn_array_step_cells(array, first, end, steps);
        lock(crew);
        crew->working--;
        unlock(crew);
    }
    return any;
}

uint32_t fhn_crew_end(fhn_crew *crew)
{
    lock(crew);
    const uint32_t ended = crew->next == crew->cells && crew->working == 0 ? crew->steps : 0;
    if (ended != 0) {
        crew->steps = 0;
    }
    unlock(crew);
    return ended;
}

void fhn_crew_stop(fhn_crew *crew)
{
    lock(crew);
    crew->next = crew->cells;
    unlock(crew);
    while (fhn_crew_busy(crew) && fhn_crew_end(crew) == 0) {
    }
}
