/* The ceiling of full traces: how fast all cores together write to memory, past the caches where the processor has such stores.

   A trace is written once, 2 bytes a sample, so no array can give more samples a second than this has bytes, halved. --own is the size, MiB. The
   memory is touched before it is timed; an array that makes a new trace for each call also waits for the system to hand out its pages. */
#include "peer.h"

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

static work_t work;
static char *memory;
static size_t bytes;

static void write_part(void *unused, int thread) {
  (void)unused;
  size_t lines = bytes / WIDTH, end = (size_t)(thread + 1) * lines / (size_t)work.threads;
  for (size_t n = (size_t)thread * lines / (size_t)work.threads; n < end; n++) STORE(memory + n * WIDTH, (int)n);
}

static void run(checks_t *checks) {
  (void)checks;
  peer_threads(work.threads, write_part, NULL);
}

int main(int count, char **arguments) {
  work = peer_arguments(count, arguments);
  bytes = (size_t)atoi(work.own) << 20;
  memory = aligned_alloc(WIDTH, bytes);
  if (!memory) peer_fail("there is not that much memory");
  memset(memory, 1, bytes);
  return peer_serve(FORM ", " __VERSION__, work.threads, run);
}
