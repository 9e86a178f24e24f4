// iCE40-HX8K breakout board: 12 MHz from FTDI's crystal, 72 MHz for the board, 96 MHz with FHN_PARALLEL, or 90 MHz
// with FHN_VOTES too; FTDI's second channel as serial line.

// The size of the array, unless the build gives another (fhnhw board build --lanes). FHN_BARE leaves signatures out. FHN_PER_CELL: lanes with
// per-cell parameters; a job then has more bytes a cell, so the queue is longer and the cells are fewer, and the third multiplier of a lane
// leaves no room for a second lane.
`ifndef FHN_LANES
`ifdef FHN_PARALLEL
`define FHN_LANES 100
`elsif FHN_PER_CELL
`define FHN_LANES 1
`else
`define FHN_LANES 2
`endif
`endif

module top (
    input  wire       clk,
    input  wire       RX,
    output wire       TX,
    output wire [2:0] LED
);
    wire fast_clk, locked, rst;

`ifdef FHN_VOTES
    localparam CLOCK_HZ = 90_000_000;
    localparam [6:0] DIVF = 7'd59;
`elsif FHN_PARALLEL
    localparam CLOCK_HZ = 96_000_000;
    localparam [6:0] DIVF = 7'd63;
`else
    localparam CLOCK_HZ = 72_000_000;
    localparam [6:0] DIVF = 7'd47;
`endif

    // icepll -i 12 -o 72, 90 or 96
    SB_PLL40_CORE #(
        .FEEDBACK_PATH("SIMPLE"),
        .DIVR(4'd0),
        .DIVF(DIVF),
        .DIVQ(3'd3),
        .FILTER_RANGE(3'd1)
    ) pll (
        .REFERENCECLK(clk),
        .PLLOUTGLOBAL(fast_clk),
        .LOCK(locked),
        .RESETB(1'b1),
        .BYPASS(1'b0)
    );

    power_on_reset reset (
        .clk_i(fast_clk),
        .locked_i(locked),
        .rst_o(rst)
    );

    fhn_board #(
        .CLOCK_HZ(CLOCK_HZ),
        .LANES(`FHN_LANES),
`ifdef FHN_PARALLEL
        .PARALLEL(1),
        .CELLS_PER_LANE(1),
        .SIGNATURE(0),
`ifdef FHN_VOTES
        .VOTE(1),
`endif
        .QUEUE(2048),
`elsif FHN_PER_CELL
        .CELLS_PER_LANE(256 / `FHN_LANES),
        .PER_CELL(1),
        .QUEUE(4096),
`else
        .CELLS_PER_LANE(512 / `FHN_LANES),
`ifdef FHN_BARE
        .SIGNATURE(0),
`endif
        .QUEUE(2048),
`endif
        .FABRIC(1),
        .NAME("hx8k")
    ) board (
        .clk_i(fast_clk),
        .rst_i(rst),
        .rx_i (RX),
        .tx_o (TX),
        .led_o(LED)
    );
endmodule
