// The size of a board: 16 lanes of 64 cells at 100 MHz. The other boards have theirs from board.json.
`ifndef FHN_SIZE
`define FHN_SIZE

`define FHN_BOARD_NAME     "arty" // told in the greeting
`define FHN_CLOCK_HZ       100000000 // clock
`define FHN_BAUD           2000000 // bits a second on the line
`define FHN_PARALLEL       0 // 1: a datapath a cell
`define FHN_LANES          16 // lanes, or cells of the parallel array
`define FHN_CELLS_PER_LANE 64 // cells of a lane
`define FHN_SIGNATURE      1 // 1: signatures
`define FHN_VOTE           0 // 1: counts class votes
`define FHN_PER_CELL       0 // 1: per-cell parameters
`define FHN_FABRIC         0 // 1: multipliers of logic
`define FHN_QUEUE          4096 // bytes of waiting requests

`endif
