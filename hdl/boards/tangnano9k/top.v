// Tang Nano 9K: 27 MHz from its oscillator, BL702 (a microcontroller that speaks USB) as serial line.
module top (
    input  wire       clk_27mhz,
    input  wire       rx,
    output wire       tx,
    output wire [2:0] led_n
);
    wire clk, locked;
    wire [2:0] led;

    gowin_pll #(
        .DEVICE("GW1NR-9C")
    ) pll (
        .clk_i(clk_27mhz),
        .clk_o(clk),
        .locked_o(locked)
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
