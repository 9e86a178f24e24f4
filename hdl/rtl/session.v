// A session: begun by HELLO, and begun anew by each further one.
module session (
    input  wire        clk_i,
    input  wire        rst_i,
    input  wire        hello_i,
    input  wire [ 7:0] tag_i,
    input  wire [31:0] nonce_i,
    output reg         restart_o,   // reset of everything after frame_check
    output reg         open_o,
    output reg         greet_o,     // GREETING is due
    output reg  [ 7:0] tag_o,
    output reg  [31:0] nonce_o,     // 0 before the first
    input  wire        greeted_i
);
    always @(posedge clk_i)
        if (rst_i) begin
            restart_o <= 1'b1;
            open_o <= 1'b0;
            greet_o <= 1'b0;
            nonce_o <= 32'd0;
        end else begin
            restart_o <= hello_i;
            if (hello_i) begin
                open_o <= 1'b1;
                greet_o <= 1'b1;
                tag_o <= tag_i;
                nonce_o <= nonce_i;
            end else if (greeted_i && !restart_o) begin  // one begun before this HELLO is none
                greet_o <= 1'b0;
            end
        end
endmodule
