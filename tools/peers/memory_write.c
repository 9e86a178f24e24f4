/* The ceiling of full traces: how fast all cores together write 128 MiB to memory, past the caches where the processor has such stores.

   A trace is written once, 2 bytes a sample, so no array can give more samples a second than this has bytes, halved. --own kept writes to memory that
   it has and has touched before; --own fresh gets new memory from the system each time, which clears and hands out pages while they are written:
   what an array pays that gives back a new trace. */
#include "peer.h"

#include <sys/mman.h>

#if defined(__AVX512F__)
#include <immintrin.h>
#define FORM "AVX-512 streaming stores"
#define WIDTH 64
#define STORE(place, n) _mm512_stream_si512((__m512i *)(place), _mm512_set1_epi32(n))
#elif defined(__AVX2__)
#include <immintrin.h>
#define FORM "AVX2 streaming stores"
#define WIDTH 32
#define STORE(place, n) _mm256_stream_si256((__m256i *)(place), _mm256_set1_epi32(n))
#else
#define FORM "plain stores"
#define WIDTH 8
#define STORE(place, n) (*(volatile uint64_t *)(place) = (uint64_t)(n))
#endif

#define BYTES ((size_t)128 << 20)

static work_t work;
static char *memory;

static char *get_memory(void) {
  void *pages = mmap(NULL, BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED) peer_fail("there are not 128 MiB of memory");
  return (char *)pages;
}

static void write_part(void *unused, int thread) {
  (void)unused;
  size_t lines = BYTES / WIDTH, threads = (size_t)work.threads, first = (size_t)thread;
  for (size_t n = first * lines / threads; n < (first + 1) * lines / threads; n++) STORE(memory + n * WIDTH, (int)n);
}

static void run_kept(checks_t *checks) {
  (void)checks;
  peer_threads(work.threads, write_part, NULL);
}

static void run_fresh(checks_t *checks) {
  memory = get_memory();
  run_kept(checks);
  munmap(memory, BYTES);
}

int main(int count, char **arguments) {
  work = peer_arguments(count, arguments);
  if (!strcmp(work.own, "fresh")) return peer_serve(FORM ", gcc " __VERSION__, work.threads, run_fresh);
  memory = get_memory();
  memset(memory, 1, BYTES);
  return peer_serve(FORM ", gcc " __VERSION__, work.threads, run_kept);
}
