// Stand-ins for the PLLs of the boards' parts, so that their top modules can be linted: the clock passes through, and is locked.
// Ports and parameters are those that the boards use.
/* verilator lint_off DECLFILENAME */
/* verilator lint_off UNUSEDSIGNAL */
/* verilator lint_off UNUSEDPARAM */
/* verilator lint_off MULTITOP */

// iCE40, clock from its own pin
module SB_PLL40_PAD #(
    parameter FEEDBACK_PATH = "SIMPLE",
    parameter [3:0] DIVR = 0,
    parameter [6:0] DIVF = 0,
    parameter [2:0] DIVQ = 0,
    parameter [2:0] FILTER_RANGE = 0
) (
    input  wire PACKAGEPIN,
    output wire PLLOUTGLOBAL,
    output wire LOCK,
    input  wire RESETB,
    input  wire BYPASS
);
    assign {PLLOUTGLOBAL, LOCK} = {PACKAGEPIN, RESETB};
endmodule

// iCE40, clock from inside
module SB_PLL40_CORE #(
    parameter FEEDBACK_PATH = "SIMPLE",
    parameter [3:0] DIVR = 0,
    parameter [6:0] DIVF = 0,
    parameter [2:0] DIVQ = 0,
    parameter [2:0] FILTER_RANGE = 0
) (
    input  wire REFERENCECLK,
    output wire PLLOUTGLOBAL,
    output wire LOCK,
    input  wire RESETB,
    input  wire BYPASS
);
    assign {PLLOUTGLOBAL, LOCK} = {REFERENCECLK, RESETB};
endmodule

// ECP5
module EHXPLLL #(
    parameter CLKI_DIV = 1,
    parameter CLKFB_DIV = 1,
    parameter CLKOP_DIV = 1,
    parameter CLKOP_CPHASE = 0,
    parameter CLKOS_ENABLE = "DISABLED",
    parameter CLKOS_DIV = 1,
    parameter CLKOS_CPHASE = 0,
    parameter FEEDBK_PATH = "CLKOP"
) (
    input  wire CLKI,
    input  wire CLKFB,
    output wire CLKOP,
    output wire CLKOS,
    output wire LOCK,
    input  wire RST,
    input  wire STDBY,
    input  wire ENCLKOP,
    input  wire PHASESEL0,
    input  wire PHASESEL1,
    input  wire PHASEDIR,
    input  wire PHASESTEP,
    input  wire PHASELOADREG,
    input  wire PLLWAKESYNC
);
    assign {CLKOP, CLKOS, LOCK} = {CLKI, CLKI, !RST};
endmodule

// Gowin
module rPLL #(
    parameter FCLKIN = "27",
    parameter DEVICE = "GW1NR-9C",
    parameter IDIV_SEL = 0,
    parameter FBDIV_SEL = 0,
    parameter ODIV_SEL = 8
) (
    input  wire       CLKIN,
    input  wire       CLKFB,
    output wire       CLKOUT,
    output wire       LOCK,
    input  wire       RESET,
    input  wire       RESET_P,
    input  wire [5:0] FBDSEL,
    input  wire [5:0] IDSEL,
    input  wire [5:0] ODSEL,
    input  wire [3:0] PSDA,
    input  wire [3:0] DUTYDA,
    input  wire [3:0] FDLY
);
    assign {CLKOUT, LOCK} = {CLKIN, !RESET};
endmodule

// Xilinx, 7 series
module MMCME2_BASE #(
    parameter real CLKIN1_PERIOD = 10.0,
    parameter real CLKFBOUT_MULT_F = 10.0,
    parameter CLKOUT1_DIVIDE = 10
) (
    input  wire CLKIN1,
    input  wire CLKFBIN,
    output wire CLKFBOUT,
    output wire CLKOUT1,
    output wire LOCKED,
    input  wire RST,
    input  wire PWRDWN
);
    assign {CLKFBOUT, CLKOUT1, LOCKED} = {CLKIN1, CLKIN1, !RST};
endmodule

module BUFG (
    input  wire I,
    output wire O
);
    assign O = I;
endmodule
