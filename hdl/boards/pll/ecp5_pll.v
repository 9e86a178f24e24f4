`include "fhn_size.vh"

// The PLL of an ECP5: the board's clock of FHN_CLOCK_HZ, a whole part of 600 or of 675 MHz, from 25 MHz. Its own oscillator runs at 25 MHz * 24 = 600 MHz,
// or 25 MHz * 27; the phases are compared at 25 MHz. Allowed (sysCLOCK PLL timing in Lattice's data sheet): an oscillator of 400 to 800 MHz, a clock of
// 4 to 400 MHz. Charge pump and loop filter are as ecppll sets them for every clock: left out, they would all be 0.
module ecp5_pll (
    input  wire clk_i,
    output wire clk_o,
    output wire locked_o
);
    wire feedback;
    localparam MULTIPLE = 600_000_000 % `FHN_CLOCK_HZ == 0 ? 24 : 27;
    localparam CLKOP_DIV = 25_000_000 * MULTIPLE / `FHN_CLOCK_HZ;
    (* ICP_CURRENT = "12", LPF_RESISTOR = "8", MFG_ENABLE_FILTEROPAMP = "1", MFG_GMCREF_SEL = "2" *)
    EHXPLLL #(
        .CLKI_DIV(1),
        .CLKFB_DIV(1),
        .CLKOP_DIV(CLKOP_DIV),
        .CLKOP_CPHASE(CLKOP_DIV - 1),
        .CLKOS_ENABLE("ENABLED"),
        .CLKOS_DIV(MULTIPLE),
        .CLKOS_CPHASE(MULTIPLE - 1),
        .FEEDBK_PATH("CLKOS")
    ) pll (
        .CLKI(clk_i),
        .CLKFB(feedback),
        .CLKOP(clk_o),
        .CLKOS(feedback),
        .LOCK(locked_o),
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
endmodule
