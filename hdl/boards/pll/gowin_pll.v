`include "fhn_size.vh"

// The PLL of a Gowin part: the board's clock of FHN_CLOCK_HZ, a multiple of 27 MHz, from 27 MHz. Its own oscillator runs at 8 times the clock, or 4
// times above 150 MHz: at 648 or 864 MHz for 81, 108 and 162 MHz. Allowed on all parts here: an oscillator of 500 to 1200 MHz.
module gowin_pll #(
    parameter DEVICE = "GW1NR-9C"
) (
    input  wire clk_i,
    output wire clk_o,
    output wire locked_o
);
    localparam FBDIV_SEL = `FHN_CLOCK_HZ / 27_000_000 - 1;
    rPLL #(
        .FCLKIN("27"),
        .DEVICE(DEVICE),
        .IDIV_SEL(0),
        .FBDIV_SEL(FBDIV_SEL),
        .ODIV_SEL(`FHN_CLOCK_HZ > 150_000_000 ? 4 : 8)
    ) pll (
        .CLKIN(clk_i),
        .CLKFB(1'b0),
        .CLKOUT(clk_o),
        .LOCK(locked_o),
        .RESET(1'b0),
        .RESET_P(1'b0),
        .FBDSEL(6'd0),
        .IDSEL(6'd0),
        .ODSEL(6'd0),
        .PSDA(4'd0),
        .DUTYDA(4'd0),
        .FDLY(4'd0)
    );
endmodule
