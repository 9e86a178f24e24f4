// Two receivers at their full size, by induction: each hears bytes of its own, any and any number, as damage leaves them on a line. Then both hear one
// delimiter, and from there on the same. Four clocks later their registers are equal and nothing that they give differs, ever: what came before a
// delimiter changes nothing after it. So the next whole frame, of any length, is judged as the first one after reset is (receive_frame).
module receive_resync_proof #(
    parameter LONGEST = 2048
) (
    input wire       clk,
    input wire       valid_a,
    input wire [7:0] byte_a,
    input wire       room_a,
    input wire       valid_b,
    input wire [7:0] byte_b,
    input wire       room_b,
    input wire [31:0] session,  // both have begun it: its nonce
    input wire       joins     // with a delimiter for both: from here on they hear the same
);
    reg rst = 1'b1;
    always @(posedge clk) rst <= 1'b0;

    wire write_a, last_a, commit_a, rewind_a, damaged_a, overflow_a, hello_a, write_b, last_b, commit_b, rewind_b, damaged_b, overflow_b, hello_b;
    wire [2:0] age_a, age_b;
    wire [7:0] written_a, tag_a, written_b, tag_b;
    wire [31:0] nonce_a, nonce_b;
    wire [20:0] decoding_a, decoding_b;
    wire [146:0] checking_a, checking_b;
    receiver #(.LONGEST(LONGEST)) a (
        .clk(clk), .rst(rst), .valid(valid_a), .data(byte_a), .room(room_a), .session(session), .write(write_a), .last(last_a), .written(written_a),
        .commit(commit_a), .rewind(rewind_a), .damaged(damaged_a), .overflow(overflow_a), .hello(hello_a), .tag(tag_a), .nonce(nonce_a), .age(age_a),
        .decoding(decoding_a), .checking(checking_a)
    );
    receiver #(.LONGEST(LONGEST)) b (
        .clk(clk), .rst(rst), .valid(valid_b), .data(byte_b), .room(room_b), .session(session), .write(write_b), .last(last_b), .written(written_b),
        .commit(commit_b), .rewind(rewind_b), .damaged(damaged_b), .overflow(overflow_b), .hello(hello_b), .tag(tag_b), .nonce(nonce_b), .age(age_b),
        .decoding(decoding_b), .checking(checking_b)
    );

    reg [2:0] since = 3'd0;  // clocks since the delimiter, up to 4, where it stays; 0 before
    wire joins_now = since == 3'd0 && joins && valid_a && valid_b && byte_a == 8'd0 && byte_b == 8'd0;
    always @(posedge clk) since <= rst ? 3'd0 : since == 3'd4 ? 3'd4 : since == 3'd0 ? {2'd0, joins_now} : since + 3'd1;
    always @* if (since != 3'd0 || joins_now) assume (valid_a == valid_b && (!valid_a || byte_a == byte_b) && room_a == room_b);

    always @* if (!rst) begin
        assert (since <= 3'd4);
        if (since == 3'd4) assert (decoding_a == decoding_b && checking_a == checking_b);
        // While the frame before is judged.
        if (since != 3'd0) assert (age_a == age_b && decoding_a[20:10] == decoding_b[20:10]);
        if (since != 3'd0 && since != 3'd4) assert (age_a == since && decoding_a[20:11] == 10'd0);
        if (since >= 3'd2) assert (decoding_a == decoding_b);
        if (since == 3'd3) assert (checking_a[146:92] == checking_b[146:92]);
        // What they give, once more by name.
        if (since >= 3'd3) begin
            assert (damaged_a == damaged_b && overflow_a == overflow_b && hello_a == hello_b);
            assert (!hello_a || (tag_a == tag_b && nonce_a == nonce_b));
        end
        if (since == 3'd4) begin
            assert (write_a == write_b && commit_a == commit_b && rewind_a == rewind_b);
            assert (!write_a || (written_a == written_b && last_a == last_b));
        end
    end

    // One was in the middle of a frame, the other between two; both take the next request.
    reg apart = 1'b0;
    always @(posedge clk) if (joins_now) apart <= decoding_a[12] && decoding_a[20:13] != 8'd0 && !decoding_b[12];
    always @* cover (!rst && since == 3'd4 && apart && damaged_a);
endmodule
