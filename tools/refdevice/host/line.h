/* The byte stream to the host: a pseudo-terminal or one TCP client at a time. No call waits. hdl/sim uses it too. */
#ifndef LINE_H
#define LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define LINE_BYTES_AT_ONCE 4096

typedef struct {
    int end;      /* the descriptor that bytes go through; -1 while there is no client */
    int listener; /* of TCP; else -1 */
    int slave;    /* of the pseudo-terminal, held open so that it outlives clients; else -1 */
    uint8_t in[LINE_BYTES_AT_ONCE], out[LINE_BYTES_AT_ONCE];
    size_t in_at, in_count, out_at, out_count;
} line;

/* Opens a raw pseudo-terminal and prints its path. False, with a sentence on standard error, where that fails. */
bool line_open_terminal(line *l);

/* Where to listen: an IPv4 address, as the network orders its bytes, and a port, 0 for any. */
typedef struct {
    uint32_t address;
    unsigned port;
} line_place;

/* Reads "PORT", which is a port of 127.0.0.1, or "ADDRESS:PORT" with an IPv4 address. False where the text is neither. */
bool line_parse_place(const char *text, line_place *place);

/* Listens there and prints the port's number, with the address before it where it is not 127.0.0.1; of one that others can reach it warns. */
bool line_open_tcp(line *l, const line_place *place);

/* The next byte received, or -1. */
int line_read(line *l);

/* Takes bytes to send, all or none; false where there is no room for them now. */
bool line_write(line *l, const uint8_t *bytes, size_t count);

/* Sends what waits, and greets a client. */
void line_flush(line *l);

/* Sleeps until bytes can come or go, or so many milliseconds. `also` wakes it too, unless it is -1. */
void line_wait(const line *l, int also, int milliseconds);

/* True where the input of this descriptor has ended; what it holds else is thrown away. */
bool line_input_ended(int descriptor);

/* Closes all. */
void line_close(line *l);

#ifdef __cplusplus
}
#endif

#endif
