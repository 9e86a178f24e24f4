`include "fhn_size.vh"

// Alchitry Cu: 100 MHz from its oscillator, FTDI's second channel as serial line.
module top (
    input  wire       clk,
    input  wire       usb_rx,
    output wire       usb_tx,
    output wire [2:0] led
);
    wire board_clk, locked;

    // 100 MHz / 5 * (DIVF + 1) / 2^3: steps of 2.5 MHz. For 67 to 133 MHz the PLL's own oscillator runs at 533 to 1066 MHz.
    localparam DIVF = `FHN_CLOCK_HZ / 2_500_000 - 1;
    SB_PLL40_CORE #(
        .FEEDBACK_PATH("SIMPLE"),
        .DIVR(4'd4),
        .DIVF(DIVF[6:0]),
        .DIVQ(3'd3),
        .FILTER_RANGE(3'd2)
    ) pll (
        .REFERENCECLK(clk),
        .PLLOUTGLOBAL(board_clk),
        .LOCK(locked),
        .RESETB(1'b1),
        .BYPASS(1'b0)
    );

    fhn_top board (
        .clk_i(board_clk),
        .locked_i(locked),
        .rx_i(usb_rx),
        .tx_o(usb_tx),
        .led_o(led)
    );
endmodule
