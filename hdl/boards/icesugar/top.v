`include "fhn_size.vh"

// iCESugar: 12 MHz from iCELink (a microcontroller that programs it), which is its serial line too.
module top (
    input  wire clk,
    input  wire RX,
    output wire TX,
    output wire LED_G,
    output wire LED_R,
    output wire LED_B
);
    wire board_clk, locked;
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
        .PACKAGEPIN(clk),
        .PLLOUTGLOBAL(board_clk),
        .LOCK(locked),
        .RESETB(1'b1),
        .BYPASS(1'b0)
    );

    fhn_top board (
        .clk_i(board_clk),
        .locked_i(locked),
        .rx_i(RX),
        .tx_o(TX),
        .led_o(led)
    );
    assign {LED_R, LED_B, LED_G} = ~led;
endmodule
