/* The ceiling: the normative step at 16 bits (docs/numerics.md) as a loop of vector instructions written by hand, on all cores.

   AVX-512 where the processor has it, else AVX2, else plain C; the answer says which. It does what the arrays do for means: X is clamped, what was
   clamped is marked, and Y is kept at the window's ends. The host compares Y of every cell with the cpu array's, bit for bit. It is less than an
   array: one format (16 bits, e = 0, dt/eps under 1/2, drives that 16-bit lanes hold), no samples given back, no other cells than ideal ones.
   The 16 looks at x in the window cost nothing that can be measured. */
#include "peer.h"

#if defined(__AVX512BW__)
#include <immintrin.h>
#define FORM "AVX-512 intrinsics"
#define LANES 32
typedef __m512i vec;
#define SPLAT(v) _mm512_set1_epi16((short)(v))
#define ADD(a, b) _mm512_add_epi16(a, b)
#define ADDS(a, b) _mm512_adds_epi16(a, b)
#define SUB(a, b) _mm512_sub_epi16(a, b)
#define MULHI(a, b) _mm512_mulhi_epi16(a, b)
#define LIFT(a) _mm512_slli_epi16(a, 4)
#define SRA(a, n) _mm512_srav_epi16(a, n) /* by a register of counts: one operation, where a single count costs a second */
#define MIN(a, b) _mm512_min_epi16(a, b)
#define MAX(a, b) _mm512_max_epi16(a, b)
#define AND(a, b) _mm512_and_si512(a, b)
#define MARK(m, a, b) _mm512_ternarylogic_epi64(m, a, b, 0xF6) /* m | (a ^ b) */
typedef __m512i count_t;
#define COUNT(k) _mm512_set1_epi16((short)(k))
#define FLIGHT 6 /* vectors advanced together, which hides the latency of the multiplies: as many as 32 registers hold */
#elif defined(__AVX2__)
#include <immintrin.h>
#define FORM "AVX2 intrinsics"
#define LANES 16
typedef __m256i vec;
#define SPLAT(v) _mm256_set1_epi16((short)(v))
#define ADD(a, b) _mm256_add_epi16(a, b)
#define ADDS(a, b) _mm256_adds_epi16(a, b)
#define SUB(a, b) _mm256_sub_epi16(a, b)
#define MULHI(a, b) _mm256_mulhi_epi16(a, b)
#define LIFT(a) _mm256_slli_epi16(a, 4)
#define SRA(a, n) _mm256_sra_epi16(a, n)
#define MIN(a, b) _mm256_min_epi16(a, b)
#define MAX(a, b) _mm256_max_epi16(a, b)
#define AND(a, b) _mm256_and_si256(a, b)
#define MARK(m, a, b) _mm256_or_si256(m, _mm256_xor_si256(a, b))
typedef __m128i count_t;
#define COUNT(k) _mm_cvtsi32_si128(k)
#else
#define FORM "plain C"
#define LANES 1
typedef int16_t vec;
#define SPLAT(v) ((int16_t)(v))
#define ADD(a, b) ((int16_t)((a) + (b)))
#define ADDS(a, b) ((int16_t)((a) + (b) > 32767 ? 32767 : (a) + (b) < -32768 ? -32768 : (a) + (b)))
#define SUB(a, b) ((int16_t)((a) - (b)))
#define MULHI(a, b) ((int16_t)(((int)(a) * (b)) >> 16))
#define LIFT(a) ((int16_t)((a) * 16))
#define SRA(a, n) ((int16_t)((a) >> (n)))
#define MIN(a, b) ((int16_t)((a) < (b) ? (a) : (b)))
#define MAX(a, b) ((int16_t)((a) > (b) ? (a) : (b)))
#define AND(a, b) ((int16_t)((a) & (b)))
#define MARK(m, a, b) ((int16_t)((m) | ((a) ^ (b))))
typedef int count_t;
#define COUNT(k) (k)
#endif

#ifndef FLIGHT
#define FLIGHT 4
#endif
#define BLOCK (FLIGHT * LANES)
#define FRACTION 14
#define X_MAX 20480 /* 5/4 */
#define SQRT3 1.7320508075688772

static work_t work;
static int gain;                       /* C = round(2^16 dt/eps) */
static int x_start;                    /* X at step 0, Q1.14 */
static int64_t y_start;                /* Y at step 0, k bits more */
static int16_t *words;                 /* S of each cell, padded to whole blocks */
static int64_t *first, *last;          /* Y at the window's ends */
static double *squares;                /* sum of X^2 over the snapshots, of each cell, LSBs */
static int blocks;

typedef struct {
  vec X[FLIGHT], Yh[FLIGHT], Yl[FLIGHT], S[FLIGHT], marks[FLIGHT];
} block_t;

/* The same names in the same order as FixedStep.Advance; P = 16, U = 4, e = 0, G = 0. */
static void advance(block_t *block, int steps) {
  const vec c = SPLAT(gain), x_max = SPLAT(X_MAX), x_min = SPLAT(-X_MAX), mask = SPLAT((1 << work.k) - 1);
  const count_t k = COUNT(work.k);
  block_t b = *block;
  for (int n = 0; n < steps; n++) {
#pragma GCC unroll 8
    for (int v = 0; v < FLIGHT; v++) {
      vec q = MULHI(b.X[v], b.X[v]);
      vec r = LIFT(MULHI(q, b.X[v]));
      vec f = SUB(SUB(b.X[v], r), b.Yh[v]);
      vec d = MULHI(f, c);
      vec Xu = ADDS(b.X[v], d);
      vec Xn = MAX(MIN(Xu, x_max), x_min);
      vec A = ADD(ADD(b.Yl[v], b.S[v]), b.X[v]);
      b.Yh[v] = ADD(b.Yh[v], SRA(A, k));
      b.Yl[v] = AND(A, mask);
      b.marks[v] = MARK(b.marks[v], Xn, Xu);
      b.X[v] = Xn;
    }
  }
  *block = b;
}

static void take_y(const block_t *block, int64_t *y) {
  int16_t high[BLOCK], low[BLOCK];
  memcpy(high, block->Yh, sizeof high);
  memcpy(low, block->Yl, sizeof low);
  for (int cell = 0; cell < BLOCK; cell++) y[cell] = ((int64_t)high[cell] << work.k) + low[cell];
}

static void run_blocks(void *unused, int thread) {
  (void)unused;
  for (int n = thread * blocks / work.threads; n < (thread + 1) * blocks / work.threads; n++) {
    block_t block;
    for (int v = 0; v < FLIGHT; v++) {
      block.X[v] = SPLAT(x_start);
      block.Yh[v] = SPLAT(y_start >> work.k);
      block.Yl[v] = SPLAT(y_start & ((1 << work.k) - 1));
      block.marks[v] = SPLAT(0);
    }
    memcpy(block.S, words + n * BLOCK, sizeof block.S);
    memset(squares + n * BLOCK, 0, sizeof(double) * BLOCK);
    advance(&block, work.transient);
    take_y(&block, first + n * BLOCK);
    for (int s = 0; s < work.snapshots; s++) {
      int16_t x[BLOCK];
      memcpy(x, block.X, sizeof x);
      for (int cell = 0; cell < BLOCK; cell++) squares[n * BLOCK + cell] += (double)(x[cell] * x[cell]);
      advance(&block, work.stride);
    }
    take_y(&block, last + n * BLOCK);
  }
}

static uint64_t hash_of(uint64_t hash, int64_t y) {
  for (int byte = 0; byte < 8; byte++) hash = (hash ^ (uint64_t)((y >> (8 * byte)) & 255)) * 1099511628211u;
  return hash;
}

static void run(checks_t *checks) {
  peer_threads(work.threads, run_blocks, NULL);
  double means = 0, square = 0, unit = SQRT3 / (1 << FRACTION);
  uint64_t hash = 14695981039346656037u;
  for (int cell = 0; cell < work.cells; cell++) {
    means += fabs((double)(last[cell] - first[cell] - (int64_t)words[cell] * work.record) * unit / work.record);
    square += squares[cell];
    hash = hash_of(hash_of(hash, first[cell]), last[cell]);
  }
  checks->mean_abs = means / work.cells;
  checks->mean_square = square * unit * unit / work.cells / work.snapshots;
  checks->has_ends = 1;
  checks->ends = hash;
}

int main(int count, char **arguments) {
  work = peer_arguments(count, arguments);
  blocks = (work.cells + BLOCK - 1) / BLOCK;
  size_t padded = (size_t)blocks * BLOCK;
  gain = (int)llround(65536 * ldexp(1, -work.k) / work.eps);
  x_start = (int)llround(work.x0 / SQRT3 * (1 << FRACTION));
  y_start = llround(work.y0 / SQRT3 * (double)(1L << (FRACTION + work.k)));
  words = calloc(padded, sizeof *words);
  first = calloc(padded, sizeof *first);
  last = calloc(padded, sizeof *last);
  squares = calloc(padded, sizeof *squares);
  for (int cell = 0; cell < work.cells; cell++) {
    long s = llround((work.a + work.currents[cell]) / SQRT3 * (1 << FRACTION));
    if (X_MAX + labs(s) + (1 << work.k) > 32768) peer_fail("a drive is too large for lanes of 16 bits");
    words[cell] = (int16_t)s;
  }
  if (gain > 32767) peer_fail("dt/eps is 1/2 or more, which this loop does not do");
  return peer_serve(FORM ", gcc " __VERSION__, work.threads, run);
}
