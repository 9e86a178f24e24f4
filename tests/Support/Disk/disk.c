// A disk that tells and fails: loaded before a program (LD_PRELOAD), it stands before the calls that change files below one folder.
//   FHN_DISK_ROOT  that folder; nothing else is looked at
//   FHN_DISK_LOG   a file that gets each change with its bytes, in the order in which they came (DiskRecord.cs reads it)
//   FHN_DISK_ROOM  bytes that may be written below the folder; then ENOSPC
//   FHN_DISK_FAIL  N:E  change N, from 1, fails with errno E, and so do all later ones
//   FHN_DISK_SYNC  E    what waits for the disk (fsync) fails with errno E
//   FHN_DISK_KILL  N    change N is the last: half of a write is done, then the process is killed
// Plain C99 and POSIX, for Linux.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *root;
static size_t root_length;
static int log_file = -1;
static long long changes, fail_at = -1, kill_at = -1, room = -1;
static int fail_with, sync_fails;

__attribute__((constructor)) static void begin(void) {
    root = getenv("FHN_DISK_ROOT");
    root_length = root ? strlen(root) : 0;
    if (!root) {
        return;
    }
    const char *text = getenv("FHN_DISK_LOG");
    if (text) {
        log_file = (int)syscall(SYS_openat, AT_FDCWD, text, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
    if ((text = getenv("FHN_DISK_ROOM"))) {
        room = atoll(text);
    }
    if ((text = getenv("FHN_DISK_KILL"))) {
        kill_at = atoll(text);
    }
    if ((text = getenv("FHN_DISK_SYNC"))) {
        sync_fails = atoi(text);
    }
    if ((text = getenv("FHN_DISK_FAIL"))) {
        fail_at = atoll(text);
        fail_with = atoi(strchr(text, ':') + 1);
    }
}

static int is_below(const char *path) { return root && strncmp(path, root, root_length) == 0 && (path[root_length] == 0 || path[root_length] == '/'); }

// The path of an open file, as it is named now; 0 where it is not below the folder.
static int path_of(int file, char path[4096]) {
    char link[64];
    if (!root || file < 0) {
        return 0;
    }
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    const ssize_t length = readlink(link, path, 4095);
    path[length < 0 ? 0 : length] = 0;
    return length > 0 && is_below(path);
}

static unsigned long long number_of(int file) {
    struct stat stat;
    return fstat(file, &stat) == 0 ? (unsigned long long)stat.st_ino : 0;
}

static void tell(const void *data, size_t length, const char *format, ...) {
    char line[9000];
    if (log_file < 0) {
        return;
    }
    va_list values;
    va_start(values, format);
    const int count = vsnprintf(line, sizeof line, format, values);
    va_end(values);
    if (write(log_file, line, (size_t)count) != count || (length > 0 && write(log_file, data, length) != (ssize_t)length)) {
        abort();
    }
}

// Counts a change. 0 to do it, 1 to do half of it and die, -1 with errno where it fails.
static int next_change(void) {
    changes++;
    if (fail_at > 0 && changes >= fail_at) {
        errno = fail_with;
        return -1;
    }
    return changes == kill_at;
}

static void die_if(int last) {
    if (last) {
        kill(getpid(), SIGKILL);
        pause();
    }
}

// How much of a write there is room for; -1 with errno where there is none.
static ssize_t admitted(size_t length) {
    if (room < 0) {
        return (ssize_t)length;
    }
    if (room == 0 && length > 0) {
        errno = ENOSPC;
        return -1;
    }
    const long long given = (long long)length < room ? (long long)length : room;
    room -= given;
    return (ssize_t)given;
}

static ssize_t write_at(int file, const void *data, size_t length, off64_t offset, int positioned) {
    char path[4096];
    if (!path_of(file, path)) {
        return positioned ? NEXT(pwrite64)(file, data, length, offset) : NEXT(write)(file, data, length);
    }
    pthread_mutex_lock(&lock);
    const int last = next_change();
    ssize_t done = last < 0 ? -1 : admitted(last ? length / 2 : length);
    if (done >= 0) {
        const off64_t place = positioned ? offset : lseek64(file, 0, SEEK_CUR);
        done = positioned ? NEXT(pwrite64)(file, data, (size_t)done, offset) : NEXT(write)(file, data, (size_t)done);
        if (done > 0) {
            tell(data, (size_t)done, "write %llu %lld %lld\n", number_of(file), (long long)place, (long long)done);
        }
    }
    die_if(last > 0);
    const int error = errno;
    pthread_mutex_unlock(&lock);
    errno = error;
    return done;
}

ssize_t pwrite64(int file, const void *data, size_t length, off64_t offset) { return write_at(file, data, length, offset, 1); }
ssize_t pwrite(int file, const void *data, size_t length, off_t offset) { return write_at(file, data, length, offset, 1); }

ssize_t write(int file, const void *data, size_t length) {
    return !root || file == log_file ? NEXT(write)(file, data, length) : write_at(file, data, length, 0, 0);
}

static int open_file(int folder, const char *path, int flags, mode_t mode) {
    if (!root || folder != AT_FDCWD || !is_below(path) || !(flags & (O_CREAT | O_TRUNC))) {
        return (int)syscall(SYS_openat, folder, path, flags, mode);
    }
    struct stat stat_before;
    pthread_mutex_lock(&lock);
    const int is_new = (flags & O_CREAT) && lstat(path, &stat_before) != 0;
    const int last = is_new || (flags & O_TRUNC) ? next_change() : 0;
    die_if(last > 0);
    const int file = last < 0 ? -1 : (int)syscall(SYS_openat, folder, path, flags, mode);
    const int error = errno;
    if (file >= 0 && is_new) {
        tell(0, 0, "create %llu %s\n", number_of(file), path);
    } else if (file >= 0 && (flags & O_TRUNC)) {
        tell(0, 0, "cut %llu 0\n", number_of(file));
    }
    pthread_mutex_unlock(&lock);
    errno = error;
    return file;
}

static mode_t mode_in(int flags, va_list values) { return flags & O_CREAT ? (mode_t)va_arg(values, unsigned) : 0; }

#define WITH_MODE(call) \
    va_list values; va_start(values, flags); const mode_t mode = mode_in(flags, values); va_end(values); return call

int open(const char *path, int flags, ...) { WITH_MODE(open_file(AT_FDCWD, path, flags, mode)); }
int open64(const char *path, int flags, ...) { WITH_MODE(open_file(AT_FDCWD, path, flags, mode)); }
int openat(int folder, const char *path, int flags, ...) { WITH_MODE(open_file(folder, path, flags, mode)); }
int openat64(int folder, const char *path, int flags, ...) { WITH_MODE(open_file(folder, path, flags, mode)); }

// A change without bytes: done with the lock held, told where it was done.
#define CHANGE(is_ours, call, ...)              \
    do {                                        \
        if (!(is_ours)) {                       \
            return call;                        \
        }                                       \
        pthread_mutex_lock(&lock);              \
        const int last = next_change();         \
        die_if(last > 0);                       \
        const int result = last < 0 ? -1 : call; \
        const int error = errno;                \
        if (result == 0) {                      \
            tell(0, 0, __VA_ARGS__);            \
        }                                       \
        pthread_mutex_unlock(&lock);            \
        errno = error;                          \
        return result;                          \
    } while (0)

static int flush(int file, int (*call)(int)) {
    char path[4096];
    const int ours = path_of(file, path);
    struct stat stat;
    if (ours && sync_fails) {
        errno = sync_fails;
        return -1;
    }
    if (ours && fstat(file, &stat) == 0 && S_ISDIR(stat.st_mode)) {
        CHANGE(1, call(file), "flush-folder %s\n", path);
    }
    CHANGE(ours, call(file), "flush %llu\n", number_of(file));
}

int fsync(int file) { return flush(file, NEXT(fsync)); }
int fdatasync(int file) { return flush(file, NEXT(fdatasync)); }

static int cut(int file, off64_t length) {
    char path[4096];
    CHANGE(path_of(file, path), NEXT(ftruncate64)(file, length), "cut %llu %lld\n", number_of(file), (long long)length);
}

int ftruncate(int file, off_t length) { return cut(file, length); }
int ftruncate64(int file, off64_t length) { return cut(file, length); }

int rename(const char *from, const char *to) { CHANGE(is_below(from) || is_below(to), NEXT(rename)(from, to), "rename %s\t%s\n", from, to); }
int unlink(const char *path) { CHANGE(is_below(path), NEXT(unlink)(path), "remove %s\n", path); }
int rmdir(const char *path) { CHANGE(is_below(path), NEXT(rmdir)(path), "remove %s\n", path); }
int mkdir(const char *path, mode_t mode) { CHANGE(is_below(path), NEXT(mkdir)(path, mode), "folder %s\n", path); }
