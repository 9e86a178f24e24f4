// iCE40-HX8K breakout board: 12 MHz from FTDI's crystal, 72 MHz for the board, FTDI's second channel as serial line.
module top (
    input  wire       clk,
    input  wire       RX,
    output wire       TX,
    output wire [2:0] LED
);
    wire fast_clk, locked, rst;

    // icepll -i 12 -o 72
    SB_PLL40_CORE #(
        .FEEDBACK_PATH("SIMPLE"),
        .DIVR(4'd0),
        .DIVF(7'd47),
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
        .CLOCK_HZ(72_000_000),
        .LANES(2),
        .SLOTS(256),
        .QUEUE(2048),
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
