// Holds the board in reset until its clock has been steady for a while.
module power_on_reset (
    input  wire clk_i,
    input  wire locked_i,  // of the PLL; belongs to no clock
    output reg  rst_o
);
    reg [1:0] locked_sync = 2'b00;
    reg [7:0] clocks = 8'd0;
    initial rst_o = 1'b1;

    always @(posedge clk_i) begin
        locked_sync <= {locked_sync[0], locked_i};
        clocks <= !locked_sync[1] ? 8'd0 : rst_o ? clocks + 8'd1 : clocks;
        rst_o <= !locked_sync[1] || (rst_o && clocks != 8'd255);
    end
endmodule
