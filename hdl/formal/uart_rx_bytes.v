// uart_rx by induction. Whatever the line did before, any noise of any length: once it has been high for eleven bits, each byte that a sender on the same
// clock puts on it comes out, once, as it was sent. And also on a line of noise no byte comes sooner than nine bits after the one before.
module uart_rx_bytes_proof #(
    parameter CLOCKS_PER_BIT = 4  // a power of two here
) (
    input wire       clk,
    input wire       noise,  // the line, until it is quiet
    input wire       quiet,  // it is from now on, where it was high for eleven bits
    input wire       sends,  // a byte begins, where none is under way
    input wire [7:0] next
);
    localparam TIMER_BITS = $clog2(CLOCKS_PER_BIT);
    localparam [9:0] BIT = CLOCKS_PER_BIT, HALF = (CLOCKS_PER_BIT - 1) / 2;
    localparam [9:0] TOLD = 9 * BIT + HALF + 3;  // clocks from a start bit's first to the sample of the stop bit
    reg rst = 1'b1;
    always @(posedge clk) rst <= 1'b0;

    // The line. `at` counts clocks since the byte began, up to REST, where nothing of it is left; `at_before` since the byte before it did.
    localparam [9:0] REST = 11 * BIT;
    reg is_quiet = 1'b0;
    reg [9:0] at = REST, at_before = REST;
    reg [7:0] sent, before;
    reg [9:0] high = 10'd0;
    wire begins = is_quiet && sends && at >= 10 * BIT - 10'd1;
    function line_at(input [7:0] data, input [9:0] clocks);
        reg [9:0] frame;
        begin
            frame = {1'b1, data, 1'b0};
            line_at = clocks >= 10 * BIT || frame[clocks>>TIMER_BITS];
        end
    endfunction
    wire line = is_quiet ? line_at(sent, at) : noise;
    always @(posedge clk) begin
        is_quiet <= !rst && (is_quiet || (quiet && high == REST && line));
        high <= rst || !line ? 10'd0 : high == REST ? high : high + 10'd1;
        at <= rst ? REST : begins ? 10'd0 : at == REST ? at : at + 10'd1;
        at_before <= rst ? REST : begins ? (at == REST ? at : at + 10'd1) : at_before == REST ? REST : at_before + 10'd1;
        if (begins) {before, sent} <= {sent, next};
    end

    wire valid;
    wire [7:0] data;
    uart_rx #(.CLOCKS_PER_BIT(CLOCKS_PER_BIT)) dut (.clk_i(clk), .rst_i(rst), .rx_i(line), .valid_o(valid), .byte_o(data));

    reg [9:0] apart = 10'd1023;  // clocks since the byte before
    always @(posedge clk) apart <= rst ? 10'd1023 : valid ? 10'd1 : apart == 10'd1023 ? apart : apart + 10'd1;

    // The byte before is told while the next begins, where bits are short.
    wire of_before = at_before <= TOLD + 10'd1;
    wire [9:0] now = of_before ? at_before : at;
    wire [7:0] due = of_before ? before : sent;
    always @* if (!rst) begin
        if (is_quiet) assert (valid == (now == TOLD + 10'd1));
        if (is_quiet && valid) assert (data == due);
        if (valid) assert (apart >= 9 * BIT);
    end

    // What makes it inductive.
    (* hierconn *) wire \dut.busy , \dut.line_dead ;
    (* hierconn *) wire [3:0] \dut.position ;
    (* hierconn *) wire [TIMER_BITS-1:0] \dut.timer ;
    (* hierconn *) wire [1:0] \dut.rx_sync ;
    wire busy = \dut.busy ;
    wire [9:0] rest = ({6'd0, \dut.position } << TIMER_BITS) + \dut.timer ;  // clocks to the sample of the stop bit
    wire [3:0] come = 4'd8 - \dut.position ;  // bits
    always @* if (!rst) begin
        assert (!busy || (\dut.position <= 4'd9 && (\dut.position != 4'd9 || \dut.timer <= HALF)));
        assert (!busy || (rest <= 9 * BIT + HALF && apart + rest >= 9 * BIT + HALF + 1));
        assert (!valid || !busy);
        // A line that is high empties the receiver.
        assert (high <= REST && !(busy && \dut.line_dead ));
        if (high >= 10'd1) assert (\dut.rx_sync [0]);
        if (high >= 10'd2) assert (\dut.rx_sync == 2'b11);
        if (high >= 10'd3 && !is_quiet) assert (!busy || rest + high <= 9 * BIT + HALF + 10'd3);
        if (high == REST) assert (!\dut.line_dead || is_quiet);
        // A quiet line and the receiver go in step.
        if (is_quiet) begin
            assert (at <= REST && at_before <= REST && (at_before == REST || at_before >= at + 10 * BIT));
            assert (\dut.rx_sync [0] == (at == 10'd0 || line_at(sent, at - 10'd1)));
            assert (\dut.rx_sync [1] == (at <= 10'd1 || line_at(sent, at - 10'd2)));
            assert (!\dut.line_dead );
            assert (busy == (now >= 10'd3 && now <= TOLD));
            assert (!busy || now + rest == TOLD);
            if (busy && come >= 4'd1 && come <= 4'd8) assert (data >> (4'd8 - come) == (due & ((9'd1 << come) - 9'd1)));
            if (now == TOLD + 10'd1) assert (data == due);
        end else assert (at == REST && at_before == REST);
    end

    // A trace, given so that it is found in a moment: noise that is taken for a byte, quiet, and a byte as it was sent.
    (* anyconst *) wire by_script;
    reg [9:0] clocks = 10'd0;
    reg noisy = 1'b0;
    always @(posedge clk) begin
        clocks <= clocks + 10'd1;
        noisy <= noisy || (!is_quiet && valid);
    end
    always @* begin
        if (by_script) assume (noise == (clocks >= 10'd3) && quiet && sends && next == 8'h5A);
        cover (by_script && noisy && is_quiet && valid && data == 8'h5A);
    end
endmodule
