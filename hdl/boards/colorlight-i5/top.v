// Colorlight i5 on its extension board: 25 MHz from its oscillator, DAPLink (a microcontroller that programs it) as serial line.
module top (
    input  wire       clk_25mhz,
    input  wire       UART_RX,
    output wire       UART_TX,
    output wire [2:0] led
);
    wire clk, locked;

    ecp5_pll pll (
        .clk_i(clk_25mhz),
        .clk_o(clk),
        .locked_o(locked)
    );

    fhn_top board (
        .clk_i(clk),
        .locked_i(locked),
        .rx_i(UART_RX),
        .tx_o(UART_TX),
        .led_o(led)
    );
endmodule
