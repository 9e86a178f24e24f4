// The cells' registers in block RAM: a row a slot, all lanes side by side, so that RAM blocks are filled and not begun lane by lane.
// X (with the flag that it saturated), Y and the signature have a RAM each, since they are written at different clocks.
//
// Rows are written in the order of the slots, every slot of a pass, so the addresses for writing are counted here.
//
// With PER_CELL, the lanes do not write X and Y of the initial state. In a job with per-cell parameters (per_cell_i) they are loaded before, cell
// by cell, and the pass of initial states leaves them; in other jobs that pass writes X0 and Y0 here. So the path from the lanes to the RAM has
// no more multiplexers than without PER_CELL.
module fhn_states #(
    parameter LANES = 4,
    parameter SLOT_BITS = 8,
    parameter X_BITS = 16,
    parameter Y_BITS = 23,
    parameter SIGNATURE = 1,
    parameter PER_CELL = 0,
    parameter X0 = 946,
    parameter [63:0] Y0 = 64'd242158
) (
    input  wire                    clk_i,
    input  wire                    clear_i,            // a job begins: the next write of each goes to slot 0
    input  wire [   SLOT_BITS-1:0] last_slot_but_one_i,
    input  wire                    one_slot_i,
    input  wire                    read_i,
    input  wire [   SLOT_BITS-1:0] read_slot_i,
    output wire [LANES*X_BITS-1:0] x_o,                // a clock after read_i, until the next
    output wire [       LANES-1:0] saturated_o,
    output wire [LANES*Y_BITS-1:0] y_o,
    output wire [    LANES*32-1:0] signature_o,
    input  wire                    per_cell_i,         // with PER_CELL: the job has per-cell parameters
    input  wire                    load_x_i,           // one lane's X, given from outside
    input  wire                    load_y_i,
    input  wire [       LANES-1:0] load_lane_i,        // one of them
    input  wire [   SLOT_BITS-1:0] load_slot_i,
    input  wire [      X_BITS-1:0] load_x_word_i,
    input  wire [      Y_BITS-1:0] load_y_word_i,
    input  wire                    x_write_i,
    input  wire                    x_init_i,           // of an initial state
    input  wire [LANES*X_BITS-1:0] x_i,
    input  wire [       LANES-1:0] saturated_i,
    input  wire                    y_write_i,
    input  wire                    y_init_i,
    input  wire [LANES*Y_BITS-1:0] y_i,
    input  wire                    signature_write_i,
    input  wire [    LANES*32-1:0] signature_i
);
    wire [SLOT_BITS-1:0] x_slot, y_slot;

    fhn_slot #(
        .BITS(SLOT_BITS)
    ) next_x (
        .clk_i(clk_i),
        .clear_i(clear_i),
        .next_i(x_write_i),
        .last_but_one_i(last_slot_but_one_i),
        .one_slot_i(one_slot_i),
        .slot_o(x_slot)
    );
    fhn_ram #(
        .BITS(LANES),
        .ADDRESS_BITS(SLOT_BITS)
    ) ram_saturated (
        .clk_i(clk_i),
        .write_i(x_write_i),
        .write_address_i(x_slot),
        .data_i(saturated_i),
        .read_i(read_i),
        .read_address_i(read_slot_i),
        .data_o(saturated_o)
    );

    fhn_slot #(
        .BITS(SLOT_BITS)
    ) next_y (
        .clk_i(clk_i),
        .clear_i(clear_i),
        .next_i(y_write_i),
        .last_but_one_i(last_slot_but_one_i),
        .one_slot_i(one_slot_i),
        .slot_o(y_slot)
    );

    generate
        if (PER_CELL != 0) begin : g_per_cell
            // What is on its way when a job is stopped must not fall on what is loaded for the next, which comes clocks later.
            reg stopped;
            always @(posedge clk_i) stopped <= clear_i;
            localparam [31:0] X0_WORD = X0;
            fhn_row_ram #(
                .LANES(LANES),
                .BITS(X_BITS),
                .ADDRESS_BITS(SLOT_BITS)
            ) ram_x (
                .clk_i(clk_i),
                .write_i(load_x_i ? load_lane_i : {LANES{x_write_i && !stopped && !(x_init_i && per_cell_i)}}),
                .write_address_i(load_x_i ? load_slot_i : x_slot),
                .data_i(x_i),
                .given_i(load_x_i || x_init_i),
                .given_data_i(load_x_i ? load_x_word_i : X0_WORD[X_BITS-1:0]),
                .read_i(read_i),
                .read_address_i(read_slot_i),
                .data_o(x_o)
            );
            fhn_row_ram #(
                .LANES(LANES),
                .BITS(Y_BITS),
                .ADDRESS_BITS(SLOT_BITS)
            ) ram_y (
                .clk_i(clk_i),
                .write_i(load_y_i ? load_lane_i : {LANES{y_write_i && !stopped && !(y_init_i && per_cell_i)}}),
                .write_address_i(load_y_i ? load_slot_i : y_slot),
                .data_i(y_i),
                .given_i(load_y_i || y_init_i),
                .given_data_i(load_y_i ? load_y_word_i : Y0[Y_BITS-1:0]),
                .read_i(read_i),
                .read_address_i(read_slot_i),
                .data_o(y_o)
            );
        end else begin : g_ideal
            fhn_ram #(
                .BITS(LANES * X_BITS),
                .ADDRESS_BITS(SLOT_BITS)
            ) ram_x (
                .clk_i(clk_i),
                .write_i(x_write_i),
                .write_address_i(x_slot),
                .data_i(x_i),
                .read_i(read_i),
                .read_address_i(read_slot_i),
                .data_o(x_o)
            );
            fhn_ram #(
                .BITS(LANES * Y_BITS),
                .ADDRESS_BITS(SLOT_BITS)
            ) ram_y (
                .clk_i(clk_i),
                .write_i(y_write_i),
                .write_address_i(y_slot),
                .data_i(y_i),
                .read_i(read_i),
                .read_address_i(read_slot_i),
                .data_o(y_o)
            );
            // nothing is loaded
            wire unused = &{1'b0, per_cell_i, load_x_i, load_y_i, load_lane_i, load_slot_i, load_x_word_i, load_y_word_i, x_init_i, y_init_i};
        end

        if (SIGNATURE != 0) begin : g_signature
            wire [SLOT_BITS-1:0] signature_slot;
            fhn_slot #(
                .BITS(SLOT_BITS)
            ) next_signature (
                .clk_i(clk_i),
                .clear_i(clear_i),
                .next_i(signature_write_i),
                .last_but_one_i(last_slot_but_one_i),
                .one_slot_i(one_slot_i),
                .slot_o(signature_slot)
            );
            fhn_ram #(
                .BITS(LANES * 32),
                .ADDRESS_BITS(SLOT_BITS)
            ) ram_signature (
                .clk_i(clk_i),
                .write_i(signature_write_i),
                .write_address_i(signature_slot),
                .data_i(signature_i),
                .read_i(read_i),
                .read_address_i(read_slot_i),
                .data_o(signature_o)
            );
        end else begin : g_no_signature
            assign signature_o = {LANES * 32{1'b0}};
            wire unused = &{1'b0, signature_write_i, signature_i};  // no register to keep
        end
    endgenerate
endmodule
