/* What every peer in C or C++ shares: its arguments, its threads, and the loop that answers a line with a line; peer.py says how. */
#ifndef PEER_H
#define PEER_H

#include <math.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The work. Steps are Euler steps of dt = 2^-k time units; x is looked at at the window's first step and then every stride steps. */
typedef struct {
  int cells, transient, record, snapshots, stride, k, threads;
  double eps, a, x0, y0;
  const double *currents; /* I of each cell */
  const char *own;        /* what --own says: an option of one peer */
} work_t;

typedef struct {
  double mean_abs, mean_square; /* of the mean of x of each cell, without its sign; of x^2 over cells and snapshots */
  int has_ends;
  uint64_t ends; /* FNV-1a of y at the window's ends, see fixed_step.c */
} checks_t;

static void peer_fail(const char *why) {
  fprintf(stderr, "%s\n", why);
  exit(2);
}

static double peer_seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static const double *peer_currents(const char *path, int *cells) {
  FILE *file = fopen(path, "rb");
  if (!file || fseek(file, 0, SEEK_END)) peer_fail("the file of currents cannot be read");
  *cells = (int)((size_t)ftell(file) / sizeof(double));
  rewind(file);
  double *values = (double *)malloc(sizeof(double) * (size_t)*cells);
  if (fread(values, sizeof(double), (size_t)*cells, file) != (size_t)*cells) peer_fail("the file of currents cannot be read");
  fclose(file);
  return values;
}

static work_t peer_arguments(int count, char **words) {
  work_t work = {0, 51200, 25600, 16, 0, 8, 1, 0.01, 0, 0.1, 0.1, NULL, ""};
  for (int i = 1; i + 1 < count; i += 2) {
    const char *name = words[i], *value = words[i + 1];
    if (!strcmp(name, "--currents")) work.currents = peer_currents(value, &work.cells);
    else if (!strcmp(name, "--transient")) work.transient = atoi(value);
    else if (!strcmp(name, "--record")) work.record = atoi(value);
    else if (!strcmp(name, "--snapshots")) work.snapshots = atoi(value);
    else if (!strcmp(name, "--dt-exponent")) work.k = atoi(value);
    else if (!strcmp(name, "--threads")) work.threads = atoi(value);
    else if (!strcmp(name, "--eps")) work.eps = atof(value);
    else if (!strcmp(name, "--a")) work.a = atof(value);
    else if (!strcmp(name, "--x0")) work.x0 = atof(value);
    else if (!strcmp(name, "--y0")) work.y0 = atof(value);
    else if (!strcmp(name, "--own")) work.own = value;
    else peer_fail("an argument is unknown");
  }
  work.stride = work.record / work.snapshots;
  return work;
}

/* Calls work(context, thread) on each of some threads, and waits for them. */
typedef struct {
  void (*work)(void *, int);
  void *context;
  int thread;
} peer_thread_t;

static void *peer_thread(void *started) {
  peer_thread_t *thread = (peer_thread_t *)started;
  thread->work(thread->context, thread->thread);
  return NULL;
}

static void peer_threads(int count, void (*work)(void *, int), void *context) {
  pthread_t ids[256];
  peer_thread_t threads[256];
  if (count > 256) count = 256;
  for (int t = 0; t < count; t++) {
    threads[t].work = work;
    threads[t].context = context;
    threads[t].thread = t;
    if (t > 0 && pthread_create(&ids[t], NULL, peer_thread, &threads[t])) peer_fail("no thread can be started");
  }
  peer_thread(&threads[0]);
  for (int t = 1; t < count; t++) pthread_join(ids[t], NULL);
}

/* Answers until standard input closes. run does the work once and gives its check values. */
static int peer_serve(const char *versions, int threads, void (*run)(checks_t *)) {
  char line[64];
  printf("{\"ready\": \"%s\", \"threads\": %d}\n", versions, threads);
  fflush(stdout);
  while (fgets(line, sizeof line, stdin)) {
    int times = atoi(line);
    checks_t checks = {0, 0, 0, 0};
    double start = peer_seconds();
    for (int i = 0; i < times; i++) run(&checks);
    double seconds = peer_seconds() - start;
    printf("{\"seconds\": %.9f, \"times\": %d, \"meanAbs\": %.9g, \"meanSquare\": %.9g", seconds, times, checks.mean_abs, checks.mean_square);
    if (checks.has_ends) printf(", \"ends\": \"%016llx\"", (unsigned long long)checks.ends);
    printf("}\n");
    fflush(stdout);
  }
  return 0;
}

#endif
