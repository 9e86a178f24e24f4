`include "fhn_size.vh"

// The clock of a 7-series part of Xilinx: FHN_CLOCK_HZ, a whole part of 1000 MHz, from 100 MHz. Its own oscillator runs at 100 MHz * 10 = 1000 MHz,
// where 600 to 1200 are allowed in the slowest grade.
module xilinx_pll (
    input  wire clk_i,
    output wire clk_o,
    output wire locked_o
);
    wire feedback, clk;
    MMCME2_BASE #(
        .CLKIN1_PERIOD(10.0),
        .CLKFBOUT_MULT_F(10.0),
        .CLKOUT1_DIVIDE(1_000_000_000 / `FHN_CLOCK_HZ)
    ) mmcm (
        .CLKIN1(clk_i),
        .CLKFBIN(feedback),
        .CLKFBOUT(feedback),
        .CLKOUT1(clk),
        .LOCKED(locked_o),
        .RST(1'b0),
        .PWRDWN(1'b0)
    );
    BUFG buffer (
        .I(clk),
        .O(clk_o)
    );
endmodule
