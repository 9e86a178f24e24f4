`include "fhn_size.vh"

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

    // 12 MHz * (DIVF + 1) / 2^4: steps of 750 kHz. For 33 to 66 MHz the PLL's own oscillator runs at 533 to 1066 MHz.
    localparam DIVF = `FHN_CLOCK_HZ / 750_000 - 1;
    SB_PLL40_CORE #(
        .FEEDBACK_PATH("SIMPLE"),
        .DIVR(4'd0),
        .DIVF(DIVF[6:0]),
        .DIVQ(3'd4),
        .FILTER_RANGE(3'd1)
    ) pll (
        .REFERENCECLK(gpio_20),
        .PLLOUTGLOBAL(clk),
        .LOCK(locked),
        .RESETB(1'b1),
        .BYPASS(1'b0)
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
