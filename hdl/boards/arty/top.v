// Arty A7: 100 MHz from its oscillator, FTDI's second channel as serial line.
module top (
    input  wire       CLK100MHZ,
    input  wire       uart_txd_in,   // FTDI sends
    output wire       uart_rxd_out,  // FTDI receives
    output wire [2:0] led
);
    wire clk, locked;

    xilinx_pll pll (
        .clk_i(CLK100MHZ),
        .clk_o(clk),
        .locked_o(locked)
    );

    fhn_top board (
        .clk_i(clk),
        .locked_i(locked),
        .rx_i(uart_txd_in),
        .tx_o(uart_rxd_out),
        .led_o(led)
    );
endmodule
