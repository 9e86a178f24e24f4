#define _DEFAULT_SOURCE
#define _XOPEN_SOURCE 600
#include "line.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <termios.h>
#include <unistd.h>

static void start(line *l)
{
    memset(l, 0, sizeof *l);
    l->end = l->listener = l->slave = -1;
}

static bool unblock(int descriptor)
{
    const int flags = fcntl(descriptor, F_GETFL);
    return flags >= 0 && fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0;
}

static bool make_raw(int descriptor)
{
    struct termios settings;
    if (tcgetattr(descriptor, &settings) != 0) {
        return false;
    }
    cfmakeraw(&settings);
    return tcsetattr(descriptor, TCSANOW, &settings) == 0;
}

bool line_open_terminal(line *l)
{
    const char *path = NULL;
    start(l);
    l->end = posix_openpt(O_RDWR | O_NOCTTY);
    if (l->end >= 0 && grantpt(l->end) == 0 && unlockpt(l->end) == 0) {
        path = ptsname(l->end);
    }
    if (path != NULL) {
        l->slave = open(path, O_RDWR | O_NOCTTY);
    }
    if (l->slave < 0 || !make_raw(l->slave) || !unblock(l->end)) {
        fprintf(stderr, "No pseudo-terminal can be opened (%s); try --tcp 0.\n", strerror(errno));
        return false;
    }
    printf("%s\n", path);
    return fflush(stdout) == 0;
}

bool line_parse_place(const char *text, line_place *place)
{
    const char *colon = strrchr(text, ':');
    const char *number = colon == NULL ? text : colon + 1;
    char *end = NULL;
    struct in_addr address = { htonl(INADDR_LOOPBACK) };
    if (colon != NULL) {
        char name[INET_ADDRSTRLEN] = "";
        const size_t length = (size_t)(colon - text);
        if (length >= sizeof name) {
            return false;
        }
        memcpy(name, text, length);
        if (inet_pton(AF_INET, name, &address) != 1) {
            return false;
        }
    }
    if (number[0] < '0' || number[0] > '9') {
        return false;
    }
    errno = 0;
    const unsigned long port = strtoul(number, &end, 10);
    place->address = address.s_addr;
    place->port = (unsigned)port;
    return *end == '\0' && errno == 0 && port <= 65535;
}

/* 127.0.0.0/8 is this machine alone. */
static bool is_loopback(uint32_t address)
{
    return ntohl(address) >> 24 == 127;
}

static bool print_place(const struct sockaddr_in *address)
{
    char name[INET_ADDRSTRLEN] = "";
    const unsigned port = ntohs(address->sin_port);
    if (address->sin_addr.s_addr == htonl(INADDR_LOOPBACK)) {
        printf("%u\n", port);
    } else {
        printf("%s:%u\n", inet_ntop(AF_INET, &address->sin_addr, name, sizeof name), port);
    }
    if (!is_loopback(address->sin_addr.s_addr)) {
        fprintf(stderr, "Warning: whoever reaches port %u of this machine can use this board; the line has neither password nor encryption.\n",
            port);
    }
    return fflush(stdout) == 0;
}

bool line_open_tcp(line *l, const line_place *place)
{
    const int yes = 1;
    struct sockaddr_in address;
    socklen_t size = sizeof address;
    start(l);
    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = place->address;
    address.sin_port = htons((uint16_t)place->port);
    l->listener = socket(AF_INET, SOCK_STREAM, 0);
    if (l->listener < 0 || setsockopt(l->listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0
        || bind(l->listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(l->listener, 1) != 0
        || getsockname(l->listener, (struct sockaddr *)&address, &size) != 0 || !unblock(l->listener)) {
        fprintf(stderr, "Port %u cannot be listened on (%s); --tcp 0 takes a free one.\n", place->port, strerror(errno));
        return false;
    }
    return print_place(&address);
}

static void accept_client(line *l)
{
    const int yes = 1;
    l->end = accept(l->listener, NULL, NULL);
    if (l->end >= 0) {
        (void)setsockopt(l->end, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        (void)unblock(l->end);
        l->in_at = l->in_count = l->out_at = l->out_count = 0;
    }
}

/* A client that is gone leaves a line without a listener, as a serial cable would be. */
static void lose_client(line *l)
{
    if (l->listener >= 0) {
        close(l->end);
        l->end = -1;
    }
    l->out_at = l->out_count = 0;
}

static bool is_passing(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

int line_read(line *l)
{
    if (l->in_at == l->in_count) {
        ssize_t count;
        if (l->end < 0) {
            return -1;
        }
        count = read(l->end, l->in, sizeof l->in);
        if (count <= 0) {
            if (count == 0 || !is_passing(errno)) {
                lose_client(l);
            }
            return -1;
        }
        l->in_at = 0;
        l->in_count = (size_t)count;
    }
    return l->in[l->in_at++];
}

bool line_write(line *l, const uint8_t *bytes, size_t count)
{
    if (l->end < 0) {
        return true; /* nobody there: bytes go into the air */
    }
    if (sizeof l->out - l->out_count < count) {
        line_flush(l);
        if (sizeof l->out - l->out_count < count) {
            return false;
        }
    }
    memcpy(l->out + l->out_count, bytes, count);
    l->out_count += count;
    return true;
}

void line_flush(line *l)
{
    if (l->end < 0 && l->listener >= 0) {
        accept_client(l);
    }
    while (l->end >= 0 && l->out_at < l->out_count) {
        const ssize_t count = write(l->end, l->out + l->out_at, l->out_count - l->out_at);
        if (count < 0) {
            if (!is_passing(errno)) {
                lose_client(l);
            }
            return;
        }
        l->out_at += (size_t)count;
    }
    l->out_at = l->out_count = 0;
}

void line_wait(const line *l, int also, int milliseconds)
{
    struct pollfd waits[2];
    nfds_t count = 0;
    waits[count].fd = l->end >= 0 ? l->end : l->listener;
    waits[count].events = (short)(POLLIN | (l->out_count > l->out_at ? POLLOUT : 0));
    count++;
    if (also >= 0) {
        waits[count].fd = also;
        waits[count].events = POLLIN;
        count++;
    }
    (void)poll(waits, count, milliseconds);
}

bool line_input_ended(int descriptor)
{
    char bytes[64];
    struct pollfd wait = { descriptor, POLLIN, 0 };
    return poll(&wait, 1, 0) > 0 && read(descriptor, bytes, sizeof bytes) == 0;
}

void line_close(line *l)
{
    const int descriptors[] = { l->end, l->listener, l->slave };
    for (unsigned i = 0; i < 3; i++) {
        if (descriptors[i] >= 0) {
            close(descriptors[i]);
        }
    }
}
