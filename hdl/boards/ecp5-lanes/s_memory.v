// S of all cells, two banks, in RAM: a lane's beside the lane. A word that is written goes through a register of its group of eight lanes and one of its
// lane, so that no wire leads from the link to all RAMs. It is in the RAM 3 clocks after it came, and a job reads none sooner than 10 clocks after its last
// word: its first pass writes initial states.
module s_memory #(
    parameter LANES = 64,  // a power of two
    parameter BITS = 16,
    parameter ADDRESS_BITS = 5,  // of a lane: the bank, and the slot
    parameter GROUP = LANES > 8 ? 8 : LANES  // not to be set
) (
    input  wire                    clk_i,
    input  wire                    write_i,
    input  wire [            15:0] write_lane_i,
    input  wire [ADDRESS_BITS-1:0] write_address_i,
    input  wire [        BITS-1:0] data_i,
    input  wire [ LANES/GROUP-1:0] reads_i,          // the same for each group, from a register of its own, as the next
    input  wire                    bank_i,
    input  wire [LANES/GROUP*(ADDRESS_BITS-1)-1:0] read_slots_i,
    output wire [  LANES*BITS-1:0] data_o            // Q1.(F+E), a clock after reads_i, until the next
);
    localparam GROUPS = LANES / GROUP;
    localparam WORD_BITS = ADDRESS_BITS + BITS;

    // From the link, once for all.
    reg write;
    reg [15:0] write_lane;
    reg [WORD_BITS-1:0] word;
    always @(posedge clk_i) begin
        write <= write_i;
        write_lane <= write_lane_i;
        word <= {write_address_i, data_i};
    end

    // A register takes only what is for it: else all would hold the same, and yosys would make one of them.
    genvar group, member;
    generate
        for (group = 0; group < GROUPS; group = group + 1) begin : g_group
            localparam [31:0] GROUP_OF_LANE = group;
            wire mine = write_lane[15:$clog2(GROUP)] == GROUP_OF_LANE[15-$clog2(GROUP):0];
            reg group_write;
            reg [15:0] group_lane;
            reg [WORD_BITS-1:0] group_word;
            always @(posedge clk_i) begin
                group_write <= write && mine;
                if (write && mine) begin
                    group_lane <= write_lane;
                    group_word <= word;
                end
            end
            for (member = 0; member < GROUP; member = member + 1) begin : g_lane
                localparam [31:0] LANE = group * GROUP + member;
                wire here = group_write && group_lane == LANE[15:0];
                reg lane_write;
                reg [WORD_BITS-1:0] lane_word;
                always @(posedge clk_i) begin
                    lane_write <= here;
                    if (here) lane_word <= group_word;
                end
                fhn_ram #(
                    .BITS(BITS),
                    .ADDRESS_BITS(ADDRESS_BITS)
                ) ram (
                    .clk_i(clk_i),
                    .write_i(lane_write),
                    .write_address_i(lane_word[BITS+:ADDRESS_BITS]),
                    .data_i(lane_word[BITS-1:0]),
                    .read_i(reads_i[group]),
                    .read_address_i({bank_i, read_slots_i[group*(ADDRESS_BITS-1)+:ADDRESS_BITS-1]}),
                    .data_o(data_o[(group*GROUP+member)*BITS+:BITS])
                );
            end
        end
    endgenerate
endmodule
