`include "fhn_size.vh"

// All of a board but its pins and its PLL: reset and fhn_board, of the size that the build takes from board.json.
module fhn_top (
    input  wire       clk_i,
    input  wire       locked_i,  // of the PLL; belongs to no clock
    input  wire       rx_i,
    output wire       tx_o,
    output wire [2:0] led_o      // a session is open, a job runs, a frame of this session was damaged
);
    wire rst;

    power_on_reset reset (
        .clk_i(clk_i),
        .locked_i(locked_i),
        .rst_o(rst)
    );

    fhn_board #(
        .CLOCK_HZ(`FHN_CLOCK_HZ),
        .BAUD(`FHN_BAUD),
        .PARALLEL(`FHN_PARALLEL),
        .LANES(`FHN_LANES),
        .CELLS_PER_LANE(`FHN_CELLS_PER_LANE),
        .SIGNATURE(`FHN_SIGNATURE),
        .VOTE(`FHN_VOTE),
        .FABRIC(`FHN_FABRIC),
        .PER_CELL(`FHN_PER_CELL),
        .QUEUE(`FHN_QUEUE),
        .NAME(`FHN_BOARD_NAME)
    ) board (
        .clk_i(clk_i),
        .rst_i(rst),
        .rx_i (rx_i),
        .tx_o (tx_o),
        .led_o(led_o)
    );
endmodule
