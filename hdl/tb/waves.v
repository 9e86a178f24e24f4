// Records a testbench's waveform beside it: tools/hdl wave. +wave=FILE names the file, +until=NS the time at which the testbench is ended.
`timescale 1ns / 1ps
module waves;
    reg [8*1024-1:0] name;
    integer until_ns;
    initial begin
        if (!$value$plusargs("wave=%s", name)) name = "wave.vcd";
        if (!$value$plusargs("until=%d", until_ns)) until_ns = 100000;
        $dumpfile(name);
        $dumpvars(0, `TESTBENCH);
        #(until_ns) $finish;
    end
endmodule
