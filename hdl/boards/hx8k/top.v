// iCE40-HX8K breakout board: 12 MHz from FTDI's crystal, FTDI's second channel as serial line.
module top (
    input  wire       clk,
    input  wire       RX,
    output wire       TX,
    output wire [2:0] LED
);
    wire fast_clk, locked;

    ice40_pll pll (
        .clk_i(clk),
        .clk_o(fast_clk),
        .locked_o(locked)
    );

    fhn_top board (
        .clk_i(fast_clk),
        .locked_i(locked),
        .rx_i(RX),
        .tx_o(TX),
        .led_o(LED)
    );
endmodule
