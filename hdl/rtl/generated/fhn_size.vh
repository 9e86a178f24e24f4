// The size of a board, written from its board.json when it is built. Do not edit.
`ifndef FHN_SIZE
`define FHN_SIZE

`define FHN_BOARD_NAME     "icebreaker" // told in the greeting
`define FHN_CLOCK_HZ       48000000 // clock
`define FHN_BAUD           3000000 // bits a second on the line
`define FHN_PARALLEL       0 // 1: a datapath a cell
`define FHN_LANES          4 // lanes, or cells of the parallel array
`define FHN_CELLS_PER_LANE 64 // cells of a lane
`define FHN_SIGNATURE      1 // 1: signatures
`define FHN_VOTE           0 // 1: counts class votes
`define FHN_PER_CELL       0 // 1: per-cell parameters
`define FHN_FABRIC         0 // 1: multipliers of logic
`define FHN_QUEUE          1024 // bytes of waiting requests

`endif
