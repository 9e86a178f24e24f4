`include "fhn_size.vh"

// iCEBreaker: 12 MHz from the crystal, FTDI's second channel as serial line.
module top (
    input  wire CLK,
    input  wire RX,
    output wire TX,
    output wire LEDG_N,
    output wire LEDR_N,
    output wire LED_BLU_N
);
    wire clk, locked;
    wire [2:0] led;

    // 12 MHz * (DIVF + 1) / 2^4: steps of 750 kHz. For 33 to 66 MHz the PLL's own oscillator runs at 533 to 1066 MHz.
    localparam DIVF = `FHN_CLOCK_HZ / 750_000 - 1;
    SB_PLL40_PAD #(
        .FEEDBACK_PATH("SIMPLE"),
        .DIVR(4'd0),
        .DIVF(DIVF[6:0]),
        .DIVQ(3'd4),
        .FILTER_RANGE(3'd1)
    ) pll (
        .PACKAGEPIN(CLK),
        .PLLOUTGLOBAL(clk),
        .LOCK(locked),
        .RESETB(1'b1),
        .BYPASS(1'b0)
    );

    fhn_top board (
        .clk_i(clk),
        .locked_i(locked),
        .rx_i(RX),
        .tx_o(TX),
        .led_o(led)
    );
    assign {LEDR_N, LED_BLU_N, LEDG_N} = ~led;
endmodule
