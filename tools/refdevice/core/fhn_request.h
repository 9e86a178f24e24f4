/* JOB and READOUT: are they sound, and what do they say (docs/protocol.md, section 4). */
#ifndef FHN_REQUEST_H
#define FHN_REQUEST_H

#include <stddef.h>
#include <stdint.h>

#include "fhn_device.h"

/* Bytes of X and of S on the link. */
uint8_t fhn_x_bytes(const fhn_constants *constants);
uint8_t fhn_s_bytes(const fhn_constants *constants);

/* The code of the ERROR that answers the request, 0 for a sound one. */
uint8_t fhn_request_check(const uint8_t *request, size_t count, const fhn_constants *constants, const fhn_identity *identity);

/* Of a sound READOUT: puts its words in place. */
void fhn_request_load(const uint8_t *request, size_t count, fhn_readout *readout);

/* The fields of a sound JOB. */
fhn_job fhn_request_job(const uint8_t *request);

/* Puts the S of each cell of a sound JOB in place, disturbed where the port does that, and the other words of per-cell parameters. */
void fhn_request_cells(const uint8_t *request, const fhn_constants *constants, const fhn_port *port, fhn_array *array);

/* True where what Y gains in a window fits the bytes of Y, as the feature charge needs. */
bool fhn_request_charge_fits(const fhn_constants *constants);

#endif
