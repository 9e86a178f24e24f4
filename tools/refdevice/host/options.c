#include "options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../fhn_protocol.h"
#include "constants.h"

static const char help[] =
    "fhn-refdevice: an array of FitzHugh-Nagumo cells that speaks docs/protocol.md.\n"
    "\n"
    "  --pty                  on a pseudo-terminal, whose path is the first line of output (standard)\n"
    "  --tcp [ADDRESS:]PORT   on a port of 127.0.0.1, or of that address, instead, 0 for any; the first line is its number\n"
    "  --constants FILE       the cell's constants, as in fhn_constants.h\n"
    "  --cells N              the most cells in a job\n"
    "  --features MASK        the features to offer, bits of the protocol\n"
    "  --name TEXT            what the greeting calls it, up to 16 characters\n"
    "  --analog               a stand-in for an analog array: not deterministic, noise on the currents, no ends\n"
    "  --damage KIND:N        damages bytes both ways, one in N on average: flip, drop, repeat, insert or swap\n"
    "  --damage-in KIND:N     those received alone\n"
    "  --damage-out KIND:N    those sent alone\n"
    "  --seed N               of damage and noise\n"
    "  --die-after SECONDS    ends itself so long after the first byte\n"
    "  --mute-after SECONDS   sends nothing from then on\n"
    "  --until-stdin-closes   ends itself when its standard input ends\n";

static bool whole(const char *text, unsigned long most, unsigned long *out)
{
    char *end = NULL;
    errno = 0;
    if (text[0] < '0' || text[0] > '9') {
        return false;
    }
    *out = strtoul(text, &end, 0);
    return *end == '\0' && errno == 0 && *out <= most;
}

static bool seconds(const char *text, double *out)
{
    char *end = NULL;
    *out = strtod(text, &end);
    return end != text && *end == '\0' && *out >= 0 && *out < 1e9;
}

/* An option with a value. Sets `known` to false where there is none of that name; returns false where the value is wrong. */
static bool take_value(const char *name, const char *value, options *out, bool *known)
{
    unsigned long number = 0;
    bool sound = true;
    if (strcmp(name, "--tcp") == 0) {
        sound = line_parse_place(value, &out->place);
        out->tcp = true;
    } else if (strcmp(name, "--constants") == 0) {
        sound = constants_read(value, &out->constants);
    } else if (strcmp(name, "--cells") == 0) {
        sound = whole(value, FHN_MAX_CELLS, &number) && number > 0;
        out->cells = (unsigned)number;
    } else if (strcmp(name, "--features") == 0) {
        sound = whole(value, 65535, &number) && (number & (FHN_ENDS_FEATURE | FHN_TRACE_FEATURE)) != 0;
        out->features = (unsigned)number;
    } else if (strcmp(name, "--name") == 0) {
        sound = strlen(value) <= 16;
        out->name = value;
    } else if (strcmp(name, "--damage") == 0) {
        sound = damage_parse(value, &out->received) && damage_parse(value, &out->sent);
    } else if (strcmp(name, "--damage-in") == 0) {
        sound = damage_parse(value, &out->received);
    } else if (strcmp(name, "--damage-out") == 0) {
        sound = damage_parse(value, &out->sent);
    } else if (strcmp(name, "--seed") == 0) {
        sound = whole(value, 0xFFFFFFFFul, &number);
        out->seed = (uint32_t)number;
    } else if (strcmp(name, "--die-after") == 0) {
        sound = seconds(value, &out->die_after);
    } else if (strcmp(name, "--mute-after") == 0) {
        sound = seconds(value, &out->mute_after);
    } else {
        *known = false;
    }
    return sound;
}

static bool take_switch(const char *name, options *out)
{
    if (strcmp(name, "--pty") == 0) {
        out->tcp = false;
    } else if (strcmp(name, "--analog") == 0) {
        out->analog = true;
    } else if (strcmp(name, "--until-stdin-closes") == 0) {
        out->until_stdin_closes = true;
    } else {
        return false;
    }
    return true;
}

static int complain(const char *what, const char *about)
{
    fprintf(stderr, "fhn-refdevice: %s '%s'; see --help.\n", what, about);
    return 2;
}

int options_read(int argc, char **argv, options *out)
{
    memset(out, 0, sizeof *out);
    out->die_after = out->mute_after = -1;
    out->seed = 1;
    out->features = FHN_ENDS_FEATURE | FHN_TRACE_FEATURE | FHN_SIGNS_FEATURE | FHN_SIGNATURE_FEATURE | FHN_CHARGE_FEATURE | FHN_PER_CELL_FEATURE |
        FHN_REGISTERS_FEATURE
        | (FHN_READOUT_WORDS > 0 ? FHN_VOTES_FEATURE : 0);
    out->cells = FHN_MAX_CELLS;
    out->constants = constants_standard();
    for (int i = 1; i < argc; i++) {
        bool known = true;
        if (strcmp(argv[i], "--help") == 0) {
            fputs(help, stdout);
            return 0;
        }
        if (take_switch(argv[i], out)) {
            continue;
        }
        if (i + 1 == argc) {
            return complain("no option, or one that lacks its value:", argv[i]);
        }
        if (!take_value(argv[i], argv[i + 1], out, &known)) {
            return complain("this value does not do:", argv[i + 1]);
        }
        if (!known) {
            return complain("there is no option", argv[i]);
        }
        i++;
    }
    return -1;
}
