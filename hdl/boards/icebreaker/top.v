// iCEBreaker: 12 MHz from the crystal, 48 MHz for the board, or 42 MHz with FHN_PARALLEL; FTDI's second channel as serial line.

// The size of the array, unless the build gives another (fhnhw board build --lanes). FHN_BARE leaves signatures out. FHN_PER_CELL: lanes with
// per-cell parameters; a job then has more bytes a cell, so the queue is longer and the cells are fewer, and a lane takes three multipliers.
`ifndef FHN_LANES
`ifdef FHN_PARALLEL
`define FHN_LANES 72
`elsif FHN_PER_CELL
`define FHN_LANES 2
`else
`define FHN_LANES 4
`endif
`endif

module top (
    input  wire CLK,
    input  wire RX,
    output wire TX,
    output wire LEDG_N,
    output wire LEDR_N,
    output wire LED_BLU_N
);
    wire clk, locked, rst;
    wire [2:0] led;

`ifdef FHN_PARALLEL
    localparam CLOCK_HZ = 42_000_000;
    localparam [6:0] DIVF = 7'd55;
`else
    localparam CLOCK_HZ = 48_000_000;
    localparam [6:0] DIVF = 7'd63;
`endif

    // icepll -i 12 -o 48 or 42
    SB_PLL40_PAD #(
        .FEEDBACK_PATH("SIMPLE"),
        .DIVR(4'd0),
        .DIVF(DIVF),
        .DIVQ(3'd4),
        .FILTER_RANGE(3'd1)
    ) pll (
        .PACKAGEPIN(CLK),
        .PLLOUTGLOBAL(clk),
        .LOCK(locked),
        .RESETB(1'b1),
        .BYPASS(1'b0)
    );

    power_on_reset reset (
        .clk_i(clk),
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
        .QUEUE(2048),
`elsif FHN_PER_CELL
        .CELLS_PER_LANE(128 / `FHN_LANES),
        .PER_CELL(1),
        .QUEUE(2048),
`else
        .CELLS_PER_LANE(256 / `FHN_LANES),
`ifdef FHN_BARE
        .SIGNATURE(0),
`endif
        .QUEUE(1024),
`endif
        .NAME("icebreaker")
    ) board (
        .clk_i(clk),
        .rst_i(rst),
        .rx_i (RX),
        .tx_o (TX),
        .led_o(led)
    );
    assign {LEDR_N, LED_BLU_N, LEDG_N} = ~led;
endmodule
