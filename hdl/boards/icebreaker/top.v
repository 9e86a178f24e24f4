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

    ice40_pll #(
        .PAD(1)
    ) pll (
        .clk_i(CLK),
        .clk_o(clk),
        .locked_o(locked)
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
