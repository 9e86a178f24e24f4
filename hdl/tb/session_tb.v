// session: HELLO opens it, for good; each gives one clock of reset to all that follows it, and a GREETING with the tag and nonce of the last one,
// due until it was begun. One that was begun before a further HELLO does not count for that.
`timescale 1ns / 1ps
module session_tb;
    reg clk = 0, rst = 1, hello = 0, greeted = 0;
    always #5 clk = !clk;
    reg [7:0] tag = 0;
    reg [31:0] nonce = 0;
    wire restart, open, greet;
    wire [7:0] tag_out;
    wire [31:0] nonce_out;
    session dut (
        .clk_i(clk), .rst_i(rst), .hello_i(hello), .tag_i(tag), .nonce_i(nonce), .restart_o(restart), .open_o(open), .greet_o(greet),
        .tag_o(tag_out), .nonce_o(nonce_out), .greeted_i(greeted)
    );

    integer failures = 0, checks = 0;
    task check(input good, input [8*50-1:0] what);
        begin
            checks = checks + 1;
            if (good !== 1'b1) begin
                failures = failures + 1;
                if (failures < 6) $display("%0s, at %0t", what, $time);
            end
        end
    endtask
    integer n, seed = 9;
    reg [39:0] last;
    initial begin
        repeat (2) @(negedge clk);
        check(restart && !open && !greet && nonce_out == 32'd0, "reset does not reset");
        rst = 0;
        @(negedge clk) check(!restart && !open && !greet, "a session without HELLO");
        for (n = 0; n < 100; n = n + 1) begin
            {hello, tag, nonce} = {1'b1, n[7:0], $random(seed)};
            last = {tag, nonce};
            // A greeting that begins with this HELLO is the one before.
            greeted = n % 4 == 1;
            @(negedge clk) {hello, tag, nonce} = 0;
            check(restart && open && greet, "HELLO opens no session");
            check({tag_out, nonce_out} == last, "another tag or nonce");
            greeted = n % 4 >= 2;
            @(negedge clk) check(!restart && open, "restart is longer than a clock");
            check(greet, "a greeting from before counts");
            greeted = 0;
            if (n % 3 != 0) begin
                repeat (n % 7) @(negedge clk) check(greet && {tag_out, nonce_out} == last, "the greeting is forgotten");
                greeted = 1;
                @(negedge clk) greeted = 0;
                check(!greet && open, "the greeting is due twice, or the session ended");
                @(negedge clk);
            end
        end
        rst = 1;
        @(negedge clk) check(restart && !open && !greet && nonce_out == 32'd0, "reset leaves the session open");
        if (failures == 0) $display("PASS session (%0d checks)", checks);
        else begin
            $display("FAIL session: %0d failures", failures);
            $fatal(0);
        end
        $finish(0);
    end
endmodule
