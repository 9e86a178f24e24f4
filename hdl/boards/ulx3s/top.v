// ULX3S: 25 MHz from its oscillator, 60 MHz for the board, FT231X as serial line.

// The size of the array, unless the build gives another (fhnhw board build --lanes). FHN_BARE leaves signatures out.
`ifndef FHN_LANES
`define FHN_LANES 32
`endif

module top (
    input  wire       clk_25mhz,
    input  wire       ftdi_txd,   // FTDI sends
    output wire       ftdi_rxd,   // FTDI receives
    output wire [2:0] led
);
    wire clk, locked, rst;

    // 25 MHz / 5 * 12, from 600 MHz: 20 clocks a bit at 3 Mbaud, which 25 MHz do not divide.
    (* FREQUENCY_PIN_CLKI = "25", FREQUENCY_PIN_CLKOP = "60" *)
    EHXPLLL #(
        .CLKI_DIV(5),
        .CLKFB_DIV(12),
        .CLKOP_DIV(10),
        .CLKOP_CPHASE(4),
        .FEEDBK_PATH("CLKOP")
    ) pll (
        .CLKI(clk_25mhz),
        .CLKFB(clk),
        .CLKOP(clk),
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

    power_on_reset reset (
        .clk_i(clk),
        .locked_i(locked),
        .rst_o(rst)
    );

    fhn_board #(
        .CLOCK_HZ(60_000_000),
        .LANES(`FHN_LANES),
        .CELLS_PER_LANE(2048 / `FHN_LANES),
`ifdef FHN_BARE
        .SIGNATURE(0),
`endif
        .QUEUE(8192),
        .NAME("ulx3s")
    ) board (
        .clk_i(clk),
        .rst_i(rst),
        .rx_i (ftdi_txd),
        .tx_o (ftdi_rxd),
        .led_o(led)
    );
endmodule
