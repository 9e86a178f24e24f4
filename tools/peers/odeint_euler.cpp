/* Boost.odeint: explicit Euler, single precision, each core with its share of the cells.

   --own vectors is what its tutorials do: one std::vector as the state of a system, integrate_n_steps. --own blocks is what its section on
   performance leads to: a state of fixed size that stays in the nearest cache, with array_algebra, whose loops the compiler unrolls and vectorises;
   blocks of cells one after another. Compiled with -O3 -march=native -ffast-math. Different from fhnhw: float32 for 16-bit integers. */
#include "peer.h"

#include <array>
#include <boost/numeric/odeint.hpp>
#include <boost/version.hpp>
#include <string>
#include <vector>

namespace odeint = boost::numeric::odeint;

static work_t work;
static std::vector<float> drives, first, last;
static std::vector<double> squares;

/* x of all cells, then y of all cells. */
template <class State>
struct rates {
  const float *drive;
  float inverse_eps;
  void operator()(const State &state, State &slope, float) const {
    const size_t cells = state.size() / 2;
    for (size_t n = 0; n < cells; n++) {
      const float x = state[n], y = state[cells + n];
      slope[n] = (x - x * x * x / 3 - y) * inverse_eps;
      slope[cells + n] = x + drive[n];
    }
  }
};

/* Cells [start, start + count) through transient and window; the state has room for as many cells or more. */
template <class State, class Stepper>
static void run_cells(State &state, Stepper stepper, size_t start, size_t count, const float *drive) {
  const size_t room = state.size() / 2;
  const float dt = std::ldexp(1.0f, -work.k);
  rates<State> system = {drive, 1 / (float)work.eps};
  for (size_t n = 0; n < room; n++) {
    state[n] = (float)work.x0;
    state[room + n] = (float)work.y0;
  }
  odeint::integrate_n_steps(stepper, system, state, 0.0f, dt, (size_t)work.transient);
  for (size_t n = 0; n < count; n++) first[start + n] = state[room + n];
  for (int s = 0; s < work.snapshots; s++) {
    for (size_t n = 0; n < count; n++) squares[start + n] += (double)state[n] * state[n];
    odeint::integrate_n_steps(stepper, system, state, 0.0f, dt, (size_t)work.stride);
  }
  for (size_t n = 0; n < count; n++) last[start + n] = state[room + n];
}

static void run_vectors(void *, int thread) {
  const size_t start = (size_t)thread * drives.size() / work.threads, end = (size_t)(thread + 1) * drives.size() / work.threads;
  std::vector<float> state(2 * (end - start));
  odeint::euler<std::vector<float>, float> stepper;
  run_cells(state, stepper, start, end - start, drives.data() + start);
}

static const size_t BLOCK = 128; /* cells: x, y, slopes and drives are 2.5 KiB */

static void run_blocks(void *, int thread) {
  typedef std::array<float, 2 * BLOCK> state_t;
  const size_t blocks = (drives.size() + BLOCK - 1) / BLOCK, threads = work.threads;
  for (size_t block = thread * blocks / threads; block < (thread + 1) * blocks / threads; block++) {
    const size_t start = block * BLOCK, count = std::min(BLOCK, drives.size() - start);
    alignas(64) float drive[BLOCK] = {};
    std::copy_n(drives.begin() + (long)start, count, drive);
    alignas(64) state_t state;
    odeint::euler<state_t, float, state_t, float, odeint::array_algebra> stepper;
    run_cells(state, stepper, start, count, drive);
  }
}

static void run(checks_t *checks) {
  std::fill(squares.begin(), squares.end(), 0);
  peer_threads(work.threads, std::string(work.own) == "blocks" ? run_blocks : run_vectors, nullptr);
  const double time = std::ldexp((double)work.record, -work.k);
  double means = 0, square = 0;
  for (size_t cell = 0; cell < drives.size(); cell++) {
    means += std::fabs(((double)last[cell] - first[cell]) / time - drives[cell]);
    square += squares[cell];
  }
  checks->mean_abs = means / (double)drives.size();
  checks->mean_square = square / (double)drives.size() / work.snapshots;
}

int main(int count, char **arguments) {
  work = peer_arguments(count, arguments);
  for (int cell = 0; cell < work.cells; cell++) drives.push_back((float)(work.a + work.currents[cell]));
  first.resize(drives.size());
  last.resize(drives.size());
  squares.resize(drives.size());
  return peer_serve("Boost " BOOST_LIB_VERSION ", g++ " __VERSION__, work.threads, run);
}
