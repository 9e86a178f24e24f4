// cobs_encode into cobs_decode, by induction, for whoever gives and takes bytes, in any clocks: the frames that come out are those that went in, byte for
// byte, for ever; the ring never runs over, also where it is full; what is whole is at the output within three clocks, and where all was taken, there is room
// again.
// Full pieces have FULL - 1 bytes here and the ring 2^RING_BITS, so that every place of the ring can be spoken of. Both sizes stand in the modules at one place
// each: FULL where a piece is full and where one stands for no zero, the ring's in its pointers and in `room`, which leaves eight places at any size.
module cobs_proof #(
    parameter FULL = 3,
    parameter RING_BITS = 4
) (
    input wire                 clk,
    input wire                 valid,
    input wire                 is_end,
    input wire [          7:0] data,
    input wire                 ready,
    input wire [RING_BITS-1:0] any_place,
    input wire                 any_script
);
    localparam PLACES = 1 << RING_BITS;
    reg rst = 1'b1;
    always @(posedge clk) rst <= 1'b0;

    wire take, coded_valid, out_valid, out_end, out_broken;
    wire [7:0] coded, out;
    cobs_encode #(.FULL(FULL), .RING_BITS(RING_BITS)) encoder (
        .clk_i(clk), .rst_i(rst), .valid_i(valid), .end_i(is_end), .byte_i(data), .ready_o(take),
        .valid_o(coded_valid), .byte_o(coded), .ready_i(ready)
    );
    cobs_decode #(.FULL(FULL)) decoder (
        .clk_i(clk), .rst_i(rst), .valid_i(coded_valid && ready), .byte_i(coded),
        .valid_o(out_valid), .byte_o(out), .end_o(out_end), .broken_o(out_broken)
    );

    (* hierconn *) wire [RING_BITS-1:0] \encoder.gap , \encoder.tail , \encoder.head , \encoder.used , \encoder.write_at ;
    (* hierconn *) wire [7:0] \encoder.length , \encoder.taken , \encoder.write_byte , \decoder.left ;
    (* hierconn *) wire [1:0] \encoder.state ;
    (* hierconn *) wire \encoder.room , \encoder.is_data , \encoder.is_end , \encoder.fills , \encoder.write , \encoder.some ;
    (* hierconn *) wire \decoder.begun , \decoder.zero_due ;
    (* hierconn *) wire [8*PLACES-1:0] \encoder.ring.words ;
    wire [RING_BITS-1:0] gap = \encoder.gap , tail = \encoder.tail , head = \encoder.head , after_tail = tail + 1'b1;
    wire [7:0] length = \encoder.length , left = \decoder.left ;
    wire [1:0] state = \encoder.state ;
    wire [RING_BITS-1:0] next = head - coded_valid;  // the place that the decoder takes next

    // Each byte and each end gets a place of the ring, in their order, and the decoder takes place after place: at one place, whichever, it gives just what
    // was taken for it, or nothing where nothing was.
    reg [RING_BITS-1:0] which;
    always @(posedge clk) if (rst) which <= any_place;
    reg begins = 1'b1;  // nothing is in the ring yet, since reset
    reg [8:0] hand, one;  // what was taken last, and for that place
    reg one_is, came;
    reg [RING_BITS-1:0] came_from;
    wire gives = out_valid || out_end;
    always @(posedge clk) begin
        if (valid && take) hand <= is_end ? 9'h100 : {1'b0, data};
        came <= !rst && coded_valid && ready;
        came_from <= next;
    end

    always @* if (!rst) begin
        assert (!out_end || !out_broken);
        assert (!(out_valid && out_end) && (came || !gives));
        assert (begins || next == came_from + came);
        if (came && came_from == which) assert (gives == one_is);
        if (came && came_from == which && one_is) assert (one == (out_end ? 9'h100 : {1'b0, out}));
    end

    // What makes it inductive. What stands in each place of the ring: a byte, a zero that ends a frame, or a piece's length; the one after a zero byte
    // stands for that too.
    localparam [2:0] BYTE = 3'd0, ZERO = 3'd1, AFTER_FULL = 3'd2, FIRST = 3'd3, END = 3'd4, FIRST_END = 3'd5;
    localparam [1:0] TAKE = 2'd0, CLOSE_FULL = 2'd1, DELIMIT = 2'd2, PUT = 2'd3;

    reg [RING_BITS-1:0] gap_before;
    always @(posedge clk) gap_before <= gap;
    wire [RING_BITS-1:0] last = state == DELIMIT && !begins ? gap_before : gap;  // where the last piece begins
    reg [3*PLACES-1:0] kinds;
    always @(posedge clk) begin
        if (rst) begins <= 1'b1;
        else if (state == PUT && !\encoder.is_end ) kinds[3*tail+:3] <= \encoder.is_data ? BYTE : ZERO;
        else if (state == CLOSE_FULL) kinds[3*tail+:3] <= AFTER_FULL;
        else if (state == DELIMIT) begin
            begins <= 1'b0;
            kinds[3*tail+:3] <= begins ? FIRST_END : END;
            kinds[3*after_tail+:3] <= FIRST;
        end
        if (tail == which && ((state == PUT && !\encoder.is_end ) || (state == DELIMIT && !begins))) {one_is, one} <= {1'b1, hand};
        else if ((tail == which && state != TAKE && state != PUT) || (after_tail == which && state == DELIMIT)) one_is <= 1'b0;
    end

    wire [RING_BITS-1:0] size = tail - next, held = tail - head, open = tail - last;
    reg [RING_BITS-1:0] used_before;
    reg [2:0] shut = 3'd0, idle = 3'd0;  // clocks without room, and without a byte, where nothing was in the way
    always @(posedge clk) begin
        used_before <= \encoder.used ;
        shut <= !rst && !\encoder.room && head == gap && !coded_valid ? shut + 3'd1 : 3'd0;
        idle <= !rst && head != gap && !coded_valid ? idle + 3'd1 : 3'd0;
    end

    always @* if (!rst) begin
        assert (shut <= 3'd2 && idle <= 3'd2);
        assert ((shut == 3'd0 || \encoder.used < PLACES - 8) && (shut < 3'd2 || \encoder.room ));
        assert ((idle == 3'd0 || coded_valid || \encoder.some ) && (idle < 3'd2 || coded_valid));

        // Room.
        assert (\encoder.room == (used_before < PLACES - 8));
        if (!begins) assert ({1'b0, held} <= \encoder.used + 5'd2);
        if (!begins) assert ({1'b0, \encoder.used } <= used_before + 5'd2);
        if (state == PUT || state == DELIMIT) assert (held < PLACES - 4);
        if (state == CLOSE_FULL) assert (held < PLACES - 3);
        assert (held < PLACES - 2);

        // The piece that is open.
        if (begins) assert (state == DELIMIT && tail == 0 && gap == 0 && head == 0 && !coded_valid && !\encoder.some && !\encoder.write && !gives);
        if (begins) assert (!came && left == 8'd0 && !\decoder.begun && !\decoder.zero_due && length == 8'd1);
        if (!begins) begin
            assert (open != 0 && open <= size && open <= FULL);
            if (state != DELIMIT) assert (length == open);
            if (state == TAKE || state == PUT) assert (length < FULL);
            if (state == DELIMIT) assert (open < FULL && length == 8'd1 && gap == tail);
            if (state == CLOSE_FULL) assert (length == FULL);
            if (state == PUT) assert (\encoder.fills == (length == FULL - 1));
            if (state == PUT) assert (\encoder.is_data == (!\encoder.is_end && \encoder.taken != 8'd0));
            if (state == PUT) assert (hand == (\encoder.is_end ? 9'h100 : {1'b0, \encoder.taken }));
            if (state == DELIMIT) assert (hand == 9'h100);
            assert (!coded_valid || next != last);
            assert (!(\encoder.some && !coded_valid) || (head != last && !(\encoder.write && \encoder.write_at == head)));
        end
    end

    // Place by place: what stands there, what stands after it, and where the decoder is.
    genvar place, far;
    generate
        for (place = 0; place < PLACES; place = place + 1) begin : g_place
            wire [RING_BITS-1:0] offset = place - next;
            wire here = !begins && offset < size;
            wire [RING_BITS-1:0] rest = size - offset;  // places from here to the tail
            wire [2:0] kind = kinds[3*place+:3], kind_after = kinds[3*((place+1)%PLACES)+:3];
            wire counts = kind == BYTE || kind == ZERO || kind == END;
            wire is_code = kind == ZERO || kind == AFTER_FULL || kind == FIRST;
            wire [7:0] word = coded_valid && offset == 0 ? coded
                : \encoder.write && \encoder.write_at == place ? \encoder.write_byte : \encoder.ring.words [8*place+:8];
            wire is_open = last == place;
            wire closed = is_code && (!is_open || state == DELIMIT);
            wire decodes = here && offset == 0;
            always @* if (!rst && here) begin
                assert (kind <= FIRST_END);
                if (which == place) assert (one_is == counts && (!counts || one == (kind == BYTE ? {1'b0, word} : kind == ZERO ? 9'd0 : 9'h100)));
                if (kind == BYTE) assert (word != 8'd0);
                if (kind == END || kind == FIRST_END) assert (word == 8'd0 && rest > 1 && kind_after == FIRST);
                if (kind != END && kind != FIRST_END && rest > 1) assert (kind_after != FIRST && kind_after != FIRST_END);
                if (is_open) assert (is_code);
                if (closed) assert (word != 8'd0 && word <= FULL && (word < rest || (word == rest && is_open)));
                if (decodes) begin
                    assert (left < FULL && left < rest);
                    if (!\decoder.begun ) assert (left == 8'd0 && !\decoder.zero_due && (kind == FIRST || kind == FIRST_END));
                    if (left == 8'd0 && \decoder.begun ) assert (kind == (\decoder.zero_due ? ZERO : AFTER_FULL) || (kind == END && \decoder.zero_due ));
                end
            end
            for (far = 1; far <= FULL; far = far + 1) begin : g_far
                wire [2:0] kind_there = kinds[3*((place+far)%PLACES)+:3];
                always @* if (!rst && here) begin
                    if (closed && word > far) assert (kind_there == BYTE);
                    if (closed && word == far && !(is_open && word == rest))
                        assert (word == FULL ? kind_there == AFTER_FULL : kind_there == ZERO || kind_there == END);
                    if (is_open && open > far) assert (kind_there == BYTE);
                    if (decodes && left > far) assert (kind_there == BYTE);
                    if (decodes && left == far)
                        assert (kind == BYTE && (\decoder.zero_due ? kind_there == ZERO || kind_there == END : kind_there == AFTER_FULL));
                end
            end
        end
    endgenerate

    // A trace: nobody takes until the ring is full and no byte finds room; then frames come out. The other inputs are given, so that it is found in a
    // moment.
    reg by_script;
    reg [1:0] turn = 2'd0;
    reg was_full = 1'b0;
    always @(posedge clk) begin
        if (rst) by_script <= any_script;
        if (valid && take) turn <= turn + 2'd1;
        was_full <= was_full || (state == TAKE && !\encoder.room && held >= PLACES - 8);
    end
    always @* begin
        if (!rst && by_script) assume (valid && ready == was_full && is_end == (turn == 2'd3) && data == {6'd0, turn[0], 1'b0});
        cover (!rst && by_script && was_full && out_end);
    end
endmodule
