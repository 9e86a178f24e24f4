// uart_tx and uart_rx: every byte there and back at several clocks a bit; bytes without a gap; a sender 2 % off; a pulse that is no start bit; a byte
// without its stop bit.
`timescale 1ns / 1ps
module uart_pair #(
    parameter CLOCKS_PER_BIT = 4
) (
    input  wire       clk,
    input  wire       rst,
    output reg  [8:0] sent,
    output reg  [8:0] back,
    output reg        wrong
);
    wire ready, line, valid;
    wire [7:0] data;
    uart_tx #(.CLOCKS_PER_BIT(CLOCKS_PER_BIT)) tx (
        .clk_i(clk), .rst_i(rst), .valid_i(!sent[8]), .byte_i(sent[7:0]), .ready_o(ready), .tx_o(line)
    );
    uart_rx #(.CLOCKS_PER_BIT(CLOCKS_PER_BIT)) rx (
        .clk_i(clk), .rst_i(rst), .rx_i(line), .valid_o(valid), .byte_o(data)
    );
    integer clocks = 0, first = 0;
    always @(posedge clk) begin
        clocks <= clocks + 1;
        if (rst) {sent, back, wrong} <= 0;
        else begin
            if (ready && !sent[8]) begin
                sent <= sent + 1;
                if (sent == 0) first <= clocks;
                else if (clocks - first != sent * 10 * CLOCKS_PER_BIT) wrong <= 1;  // a gap
            end
            if (valid) begin
                back <= back + 1;
                if (data !== back[7:0]) wrong <= 1;
            end
        end
    end
endmodule

module uart_tb;
    reg clk = 0, rst = 1;
    always #10 clk = !clk;

    wire [8:0] sent[0:3], back[0:3];
    wire wrong[0:3];
    uart_pair #(4) pair_4 (clk, rst, sent[0], back[0], wrong[0]);
    uart_pair #(5) pair_5 (clk, rst, sent[1], back[1], wrong[1]);
    uart_pair #(16) pair_16 (clk, rst, sent[2], back[2], wrong[2]);
    uart_pair #(2) pair_2 (clk, rst, sent[3], back[3], wrong[3]);

    reg line = 1;
    wire valid;
    wire [7:0] data;
    uart_rx #(.CLOCKS_PER_BIT(4)) rx (
        .clk_i(clk), .rst_i(rst), .rx_i(line), .valid_o(valid), .byte_o(data)
    );
    integer received = 0, failures = 0, i, value;
    reg [7:0] got;
    always @(posedge clk) if (valid && !rst) begin
        received = received + 1;
        got = data;
    end

    task fail(input [8*40-1:0] what);
        begin
            $display("%0s, at %0t", what, $realtime);
            failures = failures + 1;
        end
    endtask
    task send(input [7:0] bits, input stop, input real bit_ns);
        begin
            line = 0;
            #(bit_ns);
            for (i = 0; i < 8; i = i + 1) begin
                line = bits[i];
                #(bit_ns);
            end
            line = stop;
            #(bit_ns);
        end
    endtask
    task off_by(input real factor);
        for (value = 0; value < 256; value = value + 1) begin
            send(value, 1, 80.0 * factor);
            #(100 + 0.3 * value);  // another phase each time
            if (received != value + 1 || got !== value) fail("a byte of a sender with another clock is lost");
            if (value == 255) received = 0;
        end
    endtask

    initial begin
        #100 rst = 0;
        #200 off_by(0.98);
        off_by(1.02);
        #20 line = 0;
        #20 line = 1;
        #2000 if (received != 0) fail("a short pulse gives a byte");
        send(8'h00, 0, 80);
        #3000 if (received != 0) fail("a byte without its stop bit");
        line = 1;
        #200 send(8'hC5, 1, 80);
        #100 if (received != 1 || got !== 8'hC5) fail("the byte after a break is lost");
        while (back[2] != 256) @(posedge clk);
        for (i = 0; i < 4; i = i + 1) if (back[i] != 256 || wrong[i]) fail("a byte came back wrong, or late");
        if (failures == 0) $display("PASS uart");
        else begin
            $display("FAIL uart: %0d failures", failures);
            $fatal(0);
        end
        $finish(0);
    end
endmodule
