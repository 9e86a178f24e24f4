`include "fhn_size.vh"

// Colorlight i5 on its extension board: 25 MHz from its oscillator, DAPLink (a microcontroller that programs it) as serial line.
module top (
    input  wire       clk_25mhz,
    input  wire       UART_RX,
    output wire       UART_TX,
    output wire [2:0] led
);
    wire clk, locked, feedback;

    // The PLL's own oscillator runs at 25 MHz * 24 = 600 MHz; the phases are compared at 25 MHz.
    // Charge pump and loop filter as ecppll sets them for every clock: left out, they would all be 0.
    localparam CLKOP_DIV = 600_000_000 / `FHN_CLOCK_HZ;
    (* ICP_CURRENT = "12", LPF_RESISTOR = "8", MFG_ENABLE_FILTEROPAMP = "1", MFG_GMCREF_SEL = "2" *)
    EHXPLLL #(
        .CLKI_DIV(1),
        .CLKFB_DIV(1),
        .CLKOP_DIV(CLKOP_DIV),
        .CLKOP_CPHASE(CLKOP_DIV - 1),
        .CLKOS_ENABLE("ENABLED"),
        .CLKOS_DIV(24),
        .CLKOS_CPHASE(23),
        .FEEDBK_PATH("CLKOS")
    ) pll (
        .CLKI(clk_25mhz),
        .CLKFB(feedback),
        .CLKOP(clk),
        .CLKOS(feedback),
        .LOCK(locked),
        .RST(1'b0),
        .STDBY(1'b0),
        .ENCLKOP(1'b0),
        .PHASESEL0(1'b0),
        .PHASESEL1(1'b0),
        .PHASEDIR(1'b0),
        .PHASESTEP(1'b0),
        .PHASELOADREG(1'b0),
        .PLLWAKESYNC(1'b0)
    );

    fhn_top board (
        .clk_i(clk),
        .locked_i(locked),
        .rx_i(UART_RX),
        .tx_o(UART_TX),
        .led_o(led)
    );
endmodule
