// Alchitry Cu: 100 MHz from its oscillator, FTDI's second channel as serial line.
module top (
    input  wire       clk,
    input  wire       usb_rx,
    output wire       usb_tx,
    output wire [2:0] led
);
    wire board_clk, locked;

    ice40_pll #(
        .REFERENCE_HZ(100_000_000)
    ) pll (
        .clk_i(clk),
        .clk_o(board_clk),
        .locked_o(locked)
    );

    fhn_top board (
        .clk_i(board_clk),
        .locked_i(locked),
        .rx_i(usb_rx),
        .tx_o(usb_tx),
        .led_o(led)
    );
endmodule
