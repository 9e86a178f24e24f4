// Writes frames in COBS (docs/protocol.md, 2): bytes of frames in, bytes of the line out.
//
// A piece's first byte tells its length, so it is known last. The ring leaves a gap for it, fills it when the piece ends, and gives out
// only what lies before the open piece. A piece has at most 255 bytes and the ring 512: while one is written, the one before is sent.
// After reset one zero is sent, which ends whatever frame a reset has cut short.
module cobs_encode #(
    parameter [7:0] FULL = 8'hFF,  // the code of a piece that stands for no zero; other values serve proofs alone,
    parameter RING_BITS = 9  // and so do other rings
) (
    input  wire       clk_i,
    input  wire       rst_i,
    input  wire       valid_i,
    input  wire       end_i,    // the frame is complete; byte_i does not count
    input  wire [7:0] byte_i,
    output wire       ready_o,
    output reg        valid_o,
    output wire [7:0] byte_o,
    input  wire       ready_i
);
    localparam [1:0] TAKE = 2'd0, CLOSE_FULL = 2'd1, DELIMIT = 2'd2, PUT = 2'd3;

    reg [RING_BITS-1:0] gap;  // where the length of the open piece goes
    reg [RING_BITS-1:0] tail;  // where the next byte goes
    reg [RING_BITS-1:0] head;  // the next byte to give out
    reg [7:0] length;  // of the open piece, its first byte counted
    reg [1:0] state;

    // Room for a byte, the gap after it and a delimiter. Known two clocks late, in which three bytes may have been written.
    /* verilator lint_off UNUSEDSIGNAL */
    reg [RING_BITS-1:0] used;
    /* verilator lint_on UNUSEDSIGNAL */
    reg room;
    always @(posedge clk_i) begin
        used <= tail - head;
        room <= used[RING_BITS-1:3] != {(RING_BITS - 3) {1'b1}};
    end
    assign ready_o = room && state == TAKE;

    // What was taken, and that the piece is full with it.
    reg is_data, is_end, fills;
    reg [7:0] taken;
    always @(posedge clk_i) begin
        fills <= length == FULL - 8'd1;
        if (state == TAKE) begin
            taken <= byte_i;
            is_end <= end_i;
            is_data <= !end_i && byte_i != 8'd0;
        end
    end

    // A byte enters the ring two clocks after it was taken.
    reg       write;
    reg [RING_BITS-1:0] write_at;
    reg [7:0] write_byte;
    always @(posedge clk_i) begin
        write <= !rst_i && state != TAKE;
        write_at <= gap;
        write_byte <= length;
        if (state == PUT && is_data) begin
            write_at <= tail;
            write_byte <= taken;
        end
        if (state == DELIMIT) begin
            write_at <= tail;
            write_byte <= 8'd0;
        end
    end

    always @(posedge clk_i)
        if (rst_i) begin
            state <= DELIMIT;
            gap <= 0;
            tail <= 0;
            length <= 8'd1;
        end else
            case (state)
                TAKE: if (valid_i && room) state <= PUT;
                PUT: begin
                    tail <= tail + 1'b1;
                    length <= length + 8'd1;
                    state <= TAKE;
                    if (is_data) begin
                        if (fills) state <= CLOSE_FULL;
                    end else begin
                        gap <= tail;
                        length <= 8'd1;
                        if (is_end) begin
                            tail <= tail;
                            state <= DELIMIT;
                        end
                    end
                end
                DELIMIT: begin
                    gap <= tail + 1'b1;
                    tail <= tail + {{(RING_BITS - 2) {1'b0}}, 2'd2};
                    state <= TAKE;
                end
                default: begin
                    gap <= tail;
                    tail <= tail + 1'b1;
                    length <= 8'd1;
                    state <= TAKE;
                end
            endcase

    reg some;  // a clock late: by then what lies before the gap is in the ring; and after a fetch valid_o is up
    always @(posedge clk_i) some <= !rst_i && head != gap;
    wire fetch = !valid_o && some;
    fhn_ram #(
        .BITS(8),
        .ADDRESS_BITS(RING_BITS)
    ) ring (
        .clk_i          (clk_i),
        .write_i        (write),
        .write_address_i(write_at),
        .data_i         (write_byte),
        .read_i         (fetch),
        .read_address_i (head),
        .data_o         (byte_o)
    );

    always @(posedge clk_i)
        if (rst_i) begin
            head <= 0;
            valid_o <= 1'b0;
        end else if (fetch) begin
            head <= head + 1'b1;
            valid_o <= 1'b1;
        end else if (ready_i) begin
            valid_o <= 1'b0;
        end
endmodule
