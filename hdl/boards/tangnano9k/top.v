`include "fhn_size.vh"

// Tang Nano 9K: 27 MHz from its oscillator, BL702 (a microcontroller that speaks USB) as serial line.
module top (
    input  wire       clk_27mhz,
    input  wire       rx,
    output wire       tx,
    output wire [2:0] led_n
);
    wire clk, locked;
    wire [2:0] led;

    // 27 MHz * (FBDIV_SEL + 1). The PLL's own oscillator runs at 8 times that: at 648 MHz for 81 MHz, where 400 to 1200 are allowed.
    localparam FBDIV_SEL = `FHN_CLOCK_HZ / 27_000_000 - 1;
    rPLL #(
        .FCLKIN("27"),
        .DEVICE("GW1NR-9C"),
        .IDIV_SEL(0),
        .FBDIV_SEL(FBDIV_SEL),
        .ODIV_SEL(8)
    ) pll (
        .CLKIN(clk_27mhz),
        .CLKFB(1'b0),
        .CLKOUT(clk),
        .LOCK(locked),
        .RESET(1'b0),
        .RESET_P(1'b0),
        .FBDSEL(6'd0),
        .IDSEL(6'd0),
        .ODSEL(6'd0),
        .PSDA(4'd0),
        .DUTYDA(4'd0),
        .FDLY(4'd0)
    );

    fhn_top board (
        .clk_i(clk),
        .locked_i(locked),
        .rx_i(rx),
        .tx_o(tx),
        .led_o(led)
    );
    assign led_n = ~led;
endmodule
