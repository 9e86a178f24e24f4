// ULX3S: 25 MHz from its oscillator, FT231X as serial line.
module top (
    input  wire       clk_25mhz,
    input  wire       ftdi_txd,    // FTDI sends
    output wire       ftdi_rxd,    // FTDI receives
    output wire       wifi_gpio0,  // high keeps the ESP32 from holding the FPGA's pins
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
        .rx_i(ftdi_txd),
        .tx_o(ftdi_rxd),
        .led_o(led)
    );
    assign wifi_gpio0 = 1'b1;
endmodule
