// uart_tx into uart_rx, bounded: the bytes that come out are the bytes that went in, in their order, at the fewest clocks a bit.
module uart_proof #(
    parameter CLOCKS_PER_BIT = 4
) (
    input wire       clk,
    input wire       valid,
    input wire [7:0] data
);
    reg rst = 1'b1;
    always @(posedge clk) rst <= 1'b0;

    wire ready, line, received;
    wire [7:0] out;
    uart_tx #(.CLOCKS_PER_BIT(CLOCKS_PER_BIT)) tx (
        .clk_i(clk), .rst_i(rst), .valid_i(valid), .byte_i(data), .ready_o(ready), .tx_o(line)
    );
    uart_rx #(.CLOCKS_PER_BIT(CLOCKS_PER_BIT)) rx (
        .clk_i(clk), .rst_i(rst), .rx_i(line), .valid_o(received), .byte_o(out)
    );

    // The byte that was taken last and the one before: no more are on their way.
    reg [7:0] last, before_last;
    reg [1:0] under_way = 2'd0;
    wire take = !rst && ready && valid;
    always @(posedge clk) begin
        under_way <= under_way + {1'b0, take} - {1'b0, received && !rst};
        if (take) {before_last, last} <= {last, data};
    end

    always @(posedge clk) if (!rst) begin
        assert (under_way <= 2'd2);
        if (received) begin
            assert (under_way != 2'd0);
            assert (out == (under_way == 2'd2 ? before_last : last));
        end
        cover (received && out == 8'h5A);
    end
endmodule
