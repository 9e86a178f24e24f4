/* An OpenCL driver with faults, for tests: PoCL behind a few functions of its own. It is loaded as an ICD; the faults are asked for by the
 * environment, a word each in OCL_FAULTS:
 *   abort-platforms abort-devices abort-build    hang-platforms hang-devices hang-build
 *   once:FILE    these only where there is no such file, which is made; the last word
 *   refuse-build  the compiler refuses every program, with a log
 *   memory:N     buffers of more than N bytes get CL_MEM_OBJECT_ALLOCATION_FAILURE
 *   launch:N:E   the N-th launch of a kernel and all after it return the error E
 *   stall:N      the N-th launch does not return
 *   room:N       launches of more than N work-items return CL_OUT_OF_RESOURCES
 *   read:N       the N-th buffer that is read back, and every one after it, has a bit flipped
 * PoCL's functions are replaced in its dispatch table, which all of its objects share; the places are those of the ICD specification. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { GET_PLATFORM_INFO = 1, GET_DEVICE_IDS = 2, CREATE_BUFFER = 14, BUILD_PROGRAM = 30, BUILD_INFO = 33, READ_BUFFER = 48, LAUNCH = 59, LAST = 100 };
enum { OUT_OF_RESOURCES = -5, ALLOCATION_FAILURE = -4, BUILD_FAILURE = -11, BUILD_LOG = 0x1183 };

typedef int (*devices_fn)(void *, unsigned long, unsigned, void *, unsigned *);
typedef void *(*buffer_fn)(void *, unsigned long, size_t, void *, int *);
typedef int (*build_fn)(void *, unsigned, void *, const char *, void *, void *);
typedef int (*info_fn)(void *, void *, unsigned, size_t, void *, size_t *);
typedef int (*read_fn)(void *, void *, unsigned, size_t, size_t, void *, unsigned, void *, void *);
typedef int (*launch_fn)(void *, void *, unsigned, const size_t *, const size_t *, const size_t *, unsigned, void *, void *);
typedef int (*platform_info_fn)(void *, unsigned, size_t, void *, size_t *);
typedef int (*platforms_fn)(unsigned, void **, unsigned *);

static void *real[LAST];
static long launches, reads;

static const char *fault(const char *name)
{
    const char *all = getenv("OCL_FAULTS"), *at = all ? strstr(all, name) : NULL;
    return at ? at + strlen(name) : NULL;
}

/* True where faults that are to happen once have happened. */
static int is_past(void)
{
    const char *file = fault("once:");
    FILE *mark;
    if (!file) {
        return 0;
    }
    if (access(file, F_OK) == 0) {
        return 1;
    }
    mark = fopen(file, "w");
    return mark && fclose(mark) != 0;
}

static void misbehave(const char *where)
{
    char name[40];
    snprintf(name, sizeof name, "abort-%s", where);
    if (fault(name) && !is_past()) {
        fprintf(stderr, "faulty driver: no %s today\n", where);
        abort();
    }
    snprintf(name, sizeof name, "hang-%s", where);
    if (fault(name)) {
        for (;;) {
            sleep(1000);
        }
    }
}

static int get_devices(void *platform, unsigned long type, unsigned room, void *devices, unsigned *count)
{
    misbehave("devices");
    return ((devices_fn)real[GET_DEVICE_IDS])(platform, type, room, devices, count);
}

static void *create_buffer(void *context, unsigned long flags, size_t bytes, void *host, int *error)
{
    const char *most = fault("memory:");
    if (most && bytes > strtoul(most, NULL, 10)) {
        *error = ALLOCATION_FAILURE;
        return NULL;
    }
    return ((buffer_fn)real[CREATE_BUFFER])(context, flags, bytes, host, error);
}

static int build(void *program, unsigned count, void *devices, const char *options, void *notify, void *data)
{
    misbehave("build");
    return fault("refuse-build") ? BUILD_FAILURE : ((build_fn)real[BUILD_PROGRAM])(program, count, devices, options, notify, data);
}

static int build_info(void *program, void *device, unsigned what, size_t room, void *value, size_t *size)
{
    static const char log[] = "input.cl:1:1: error: this driver builds nothing";
    if (what != BUILD_LOG || !fault("refuse-build")) {
        return ((info_fn)real[BUILD_INFO])(program, device, what, room, value, size);
    }
    if (size) {
        *size = sizeof log;
    }
    if (value && room >= sizeof log) {
        memcpy(value, log, sizeof log);
    }
    return 0;
}

static int launch(void *queue, void *kernel, unsigned dimensions, const size_t *offset, const size_t *global, const size_t *local, unsigned waits,
    void *list, void *event)
{
    const char *first = fault("launch:"), *most = fault("room:"), *stall = fault("stall:");
    launches++;
    while (stall && launches >= strtol(stall, NULL, 10)) {
        sleep(1000);
    }
    if (first) {
        char *end;
        const long number = strtol(first, &end, 10);
        if (launches >= number) {
            return (int)strtol(end + 1, NULL, 10);
        }
    }
    if (most && global[0] > strtoul(most, NULL, 10)) {
        return OUT_OF_RESOURCES;
    }
    return ((launch_fn)real[LAUNCH])(queue, kernel, dimensions, offset, global, local, waits, list, event);
}

static int read_buffer(void *queue, void *buffer, unsigned blocking, size_t offset, size_t bytes, void *target, unsigned waits, void *list, void *event)
{
    const int code = ((read_fn)real[READ_BUFFER])(queue, buffer, blocking, offset, bytes, target, waits, list, event);
    const char *first = fault("read:");
    if (first && ++reads >= strtol(first, NULL, 10)) {
        for (size_t word = 0; word + 4 <= bytes; word += 64) {
            ((unsigned char *)target)[word] ^= 16;
        }
    }
    return code;
}

static void replace(void **table, int place, void *function)
{
    real[place] = table[place];
    table[place] = function;
}

static void *pocl_function(const char *name)
{
    void *driver = dlopen("libpocl.so.2", RTLD_NOW);
    void *(*get)(const char *) = driver ? (void *(*)(const char *))dlsym(driver, "clGetExtensionFunctionAddress") : NULL;
    return get ? get(name) : NULL;
}

int clIcdGetPlatformIDsKHR(unsigned room, void **platforms, unsigned *count)
{
    void *first = NULL;
    misbehave("platforms");
    platforms_fn get = (platforms_fn)pocl_function("clIcdGetPlatformIDsKHR");
    if (!get || get(1, &first, NULL) != 0) {
        return -1001;
    }
    if (!real[LAUNCH]) {
        void **table = *(void ***)first;
        const size_t page = sysconf(_SC_PAGESIZE);
        char *begin = (char *)((size_t)table / page * page);
        mprotect(begin, (char *)(table + LAST) - begin, PROT_READ | PROT_WRITE);
        replace(table, GET_DEVICE_IDS, get_devices);
        replace(table, CREATE_BUFFER, create_buffer);
        replace(table, BUILD_PROGRAM, build);
        replace(table, BUILD_INFO, build_info);
        replace(table, READ_BUFFER, read_buffer);
        replace(table, LAUNCH, launch);
    }
    return get(room, platforms, count);
}

void *clGetExtensionFunctionAddress(const char *name)
{
    return strcmp(name, "clIcdGetPlatformIDsKHR") == 0 ? (void *)clIcdGetPlatformIDsKHR : pocl_function(name);
}

/* The loader asks the library itself before it has a platform's table. */
int clGetPlatformInfo(void *platform, unsigned what, size_t room, void *value, size_t *size)
{
    return ((platform_info_fn)(*(void ***)platform)[GET_PLATFORM_INFO])(platform, what, room, value, size);
}
