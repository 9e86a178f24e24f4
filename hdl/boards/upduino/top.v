// UPduino 3.1: 12 MHz from its oscillator, which needs the jumper OSC (R16) closed; FTDI's only channel as serial line, on wires of the flash memory.
module top (
    input  wire gpio_20,
    input  wire serial_rxd,
    output wire serial_txd,
    output wire spi_cs,      // high keeps the flash memory off those wires
    output wire led_green,
    output wire led_red,
    output wire led_blue
);
    wire clk, locked;
    wire [2:0] led;

    ice40_pll pll (
        .clk_i(gpio_20),
        .clk_o(clk),
        .locked_o(locked)
    );

    fhn_top board (
        .clk_i(clk),
        .locked_i(locked),
        .rx_i(serial_rxd),
        .tx_o(serial_txd),
        .led_o(led)
    );
    assign spi_cs = 1'b1;
    assign {led_red, led_blue, led_green} = ~led;
endmodule
