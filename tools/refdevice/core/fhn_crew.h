/* Several that step cells at once: the second core of a microcontroller, a thread. Cells are uncoupled, so they are dealt out in shares, and whoever
   is free takes the next. */
#ifndef FHN_CREW_H
#define FHN_CREW_H

#include <stdbool.h>
#include <stdint.h>

#define FHN_SHARE_STEPS 512u /* neuron-steps of a share: enough that taking it costs little, few enough that the line does not wait */

struct fhn_array;

/* What the machine gives. What is written before `unlock` is seen after the next `lock` by whoever calls it: they are memory barriers too. */
typedef struct {
    void (*lock)(void *context);   /* waits; held for some instructions only */
    void (*unlock)(void *context);
    void (*wake)(void *context);   /* shares are there; NULL where nobody sleeps */
    void *context;
} fhn_crew_port;

typedef struct {
    fhn_crew_port port;
    struct fhn_array *array;
    uint32_t cells, steps; /* of the stretch: each cell goes so many steps. 0 steps: there is none */
    uint32_t share;        /* cells taken at once */
    uint32_t next;         /* the first cell that nobody took */
    uint32_t working;      /* shares that are being stepped */
} fhn_crew;

/* No stretch. */
void fhn_crew_start(fhn_crew *crew, const fhn_crew_port *port);

/* True while a stretch is begun and not ended. For the one who begins. */
bool fhn_crew_busy(const fhn_crew *crew);

/* Begins a stretch: cells from 0 on are to go so many steps. */
void fhn_crew_begin(fhn_crew *crew, struct fhn_array *array, uint32_t cells, uint32_t steps);

/* Takes a share and steps it; false where none is left. Anyone may call it at any time. */
bool fhn_crew_work(fhn_crew *crew);

/* Ends a stretch all of whose cells have arrived, and returns its steps; 0 where some have not. For the one who begins. */
uint32_t fhn_crew_end(fhn_crew *crew);

/* Gives the stretch up: waits for the shares that are being stepped, and leaves the others. */
void fhn_crew_stop(fhn_crew *crew);

#endif
