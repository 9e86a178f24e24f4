`include "fhn_size.vh"

// The PLL of an iCE40: the board's clock of FHN_CLOCK_HZ from a reference. Phases are compared at 20 MHz, or at a slower reference itself; the PLL's
// own oscillator runs at 16 times the clock up to 66 MHz, at 8 times above.
// Allowed (sysCLOCK PLL timing in Lattice's data sheets): phases of 10 to 133 MHz, an oscillator of 533 to 1066 MHz, a clock of 16 to 275 MHz.
module ice40_pll #(
    parameter REFERENCE_HZ = 12_000_000,
    parameter PAD = 0  // 1: the reference comes by the pin that belongs to the PLL
) (
    input  wire clk_i,
    output wire clk_o,
    output wire locked_o
);
    localparam COMPARED_HZ = REFERENCE_HZ > 20_000_000 ? 20_000_000 : REFERENCE_HZ;
    localparam DIVQ = `FHN_CLOCK_HZ > 66_000_000 ? 3 : 4;
    localparam DIVR = REFERENCE_HZ / COMPARED_HZ - 1;
    localparam DIVF = `FHN_CLOCK_HZ / (COMPARED_HZ >> DIVQ) - 1;
    localparam FILTER = COMPARED_HZ < 17_000_000 ? 1 : 2;
    generate
        if (PAD != 0) begin : g_pad
            SB_PLL40_PAD #(
                .FEEDBACK_PATH("SIMPLE"),
                .DIVR(DIVR[3:0]),
                .DIVF(DIVF[6:0]),
                .DIVQ(DIVQ[2:0]),
                .FILTER_RANGE(FILTER[2:0])
            ) pll (
                .PACKAGEPIN(clk_i),
                .PLLOUTGLOBAL(clk_o),
                .LOCK(locked_o),
                .RESETB(1'b1),
                .BYPASS(1'b0)
            );
        end else begin : g_core
            SB_PLL40_CORE #(
                .FEEDBACK_PATH("SIMPLE"),
                .DIVR(DIVR[3:0]),
                .DIVF(DIVF[6:0]),
                .DIVQ(DIVQ[2:0]),
                .FILTER_RANGE(FILTER[2:0])
            ) pll (
                .REFERENCECLK(clk_i),
                .PLLOUTGLOBAL(clk_o),
                .LOCK(locked_o),
                .RESETB(1'b1),
                .BYPASS(1'b0)
            );
        end
    endgenerate
endmodule
