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

    ice40_pll #(
        .PAD(1)
    ) pll (
        .clk_i(clk),
        .clk_o(board_clk),
        .locked_o(locked)
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
