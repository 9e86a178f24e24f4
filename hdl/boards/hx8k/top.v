`include "fhn_size.vh"

// iCE40-HX8K breakout board: 12 MHz from FTDI's crystal, FTDI's second channel as serial line.
module top (
    input  wire       clk,
    input  wire       RX,
    output wire       TX,
    output wire [2:0] LED
);
    wire fast_clk, locked;

    // 12 MHz * (DIVF + 1) / 2^3: steps of 1.5 MHz. For 67 to 133 MHz the PLL's own oscillator runs at 533 to 1066 MHz.
    localparam DIVF = `FHN_CLOCK_HZ / 1_500_000 - 1;
    SB_PLL40_CORE #(
        .FEEDBACK_PATH("SIMPLE"),
        .DIVR(4'd0),
        .DIVF(DIVF[6:0]),
        .DIVQ(3'd3),
        .FILTER_RANGE(3'd1)
    ) pll (
        .REFERENCECLK(clk),
        .PLLOUTGLOBAL(fast_clk),
        .LOCK(locked),
        .RESETB(1'b1),
        .BYPASS(1'b0)
    );

    fhn_top board (
        .clk_i(fast_clk),
        .locked_i(locked),
        .rx_i(RX),
        .tx_o(TX),
        .led_o(LED)
    );
endmodule
