/* The room that a reference device has. A port sets other values with -D; all memory is static. */
#ifndef FHN_CONFIG_H
#define FHN_CONFIG_H

#ifndef FHN_MAX_CELLS
#define FHN_MAX_CELLS 1024 /* 53 bytes each */
#endif

#ifndef FHN_QUEUE_BYTES
#define FHN_QUEUE_BYTES 8192 /* of waiting requests, up to 65535; twice this much memory. At least one JOB: 25 + S of all cells,
    or 30 + all words with per-cell parameters */
#endif

#ifndef FHN_READOUT_WORDS
#define FHN_READOUT_WORDS 16384 /* 2 bytes each, up to 65535; 0 leaves votes out */
#endif

#ifndef FHN_MAX_VOTES
#define FHN_MAX_VOTES 16384 /* images times classes in a job, 4 bytes each */
#endif

#ifndef FHN_STEPS_A_POLL
#define FHN_STEPS_A_POLL 65536 /* neuron-steps before the port is looked at again */
#endif

#ifndef FHN_HEARTBEAT_MS
#define FHN_HEARTBEAT_MS 200 /* 100 to 500 */
#endif

#endif
