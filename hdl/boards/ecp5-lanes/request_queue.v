// A ring in block RAM whose words count only once they are committed: a request is read when all of it has come and was found good.
//
// rewind_i forgets what was written since the last commit. A word written in the clock of commit_i belongs to it. A word is read every
// third clock at most, since it goes through a register, which hdl/rtl/request_queue.v does not have.
module request_queue #(
    parameter WIDTH = 9,
    parameter DEPTH = 2048  // a power of two from 8; four words less can wait
) (
    input  wire             clk_i,
    input  wire             rst_i,
    input  wire             write_i,   // ignored without room
    input  wire [WIDTH-1:0] data_i,
    input  wire             commit_i,
    input  wire             rewind_i,
    output reg              room_o,
    output reg              valid_o,
    output reg  [WIDTH-1:0] data_o,
    input  wire             take_i     // only while valid_o
);
    localparam AT_BITS = $clog2(DEPTH);

    // One bit more than an address: full and empty differ.
    reg [AT_BITS:0] tail;  // the next word to write
    reg [AT_BITS:0] committed;  // the first word that does not count yet
    reg [AT_BITS:0] head;  // the next word to fetch

    // Found two clocks ahead, so words are left free for those clocks'.
    reg [AT_BITS:0] used;
    always @(posedge clk_i) begin
        used <= rst_i ? {(AT_BITS + 1) {1'b0}} : tail - head;
        room_o <= !rst_i && !used[AT_BITS] && used[AT_BITS-1:2] != {(AT_BITS - 2) {1'b1}};
    end

    wire write = write_i && room_o;
    wire [AT_BITS:0] tail_next = write ? tail + 1'b1 : tail;

    always @(posedge clk_i)
        if (rst_i) begin
            tail <= 0;
            committed <= 0;
        end else begin
            tail <= rewind_i ? committed : tail_next;
            if (commit_i) committed <= tail_next;
        end

    // A word waits in a register, in which no path from the far RAM ends with what is looked at in it.
    reg some;  // a clock late, which does no harm: after a fetch fetched or valid_o is up
    always @(posedge clk_i) some <= !rst_i && head != committed;
    reg fetched;
    wire fetch = !valid_o && !fetched && some;
    wire [WIDTH-1:0] word;
    fhn_ram #(
        .BITS(WIDTH),
        .ADDRESS_BITS(AT_BITS)
    ) ring (
        .clk_i          (clk_i),
        .write_i        (write),
        .write_address_i(tail[AT_BITS-1:0]),
        .data_i         (data_i),
        .read_i         (fetch),
        .read_address_i (head[AT_BITS-1:0]),
        .data_o         (word)
    );

    always @(posedge clk_i) begin
        fetched <= !rst_i && fetch;
        if (fetched) data_o <= word;
        if (rst_i) begin
            head <= 0;
            valid_o <= 1'b0;
        end else begin
            if (fetch) head <= head + 1'b1;
            if (fetched) valid_o <= 1'b1;
            else if (take_i) valid_o <= 1'b0;
        end
    end
endmodule
