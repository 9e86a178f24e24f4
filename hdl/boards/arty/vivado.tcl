# A bitstream for the Arty A7 by Vivado, from the repository's root: vivado -mode batch -source hdl/boards/arty/vivado.tcl
# UNTRIED: written without Vivado at hand. Part: xc7a35ticsg324-1L of the A7-35T; for an A7-100T give -tclargs xc7a100tcsg324-1.
set part [expr {$argc > 0 ? [lindex $argv 0] : "xc7a35ticsg324-1L"}]
set out artifacts/boards/arty
file mkdir $out
set list [open hdl/rtl/files.f]
foreach module [split [read $list]] {
    if {$module ne ""} { read_verilog hdl/rtl/$module }
}
close $list
read_verilog {hdl/boards/pll/xilinx_pll.v hdl/boards/arty/top.v}
read_xdc hdl/boards/arty/arty.xdc
# The folder of the board's size stands before that of the iCEBreaker's.
synth_design -top top -part $part -include_dirs {hdl/boards/arty hdl/rtl/generated} -verilog_define FHN_SYNTHESIS
opt_design
place_design
phys_opt_design
route_design
report_utilization -file $out/utilization.txt
report_timing_summary -file $out/timing.txt
if {[get_property SLACK [get_timing_paths -delay_type max]] < 0} { puts "TIMING IS MISSED; see $out/timing.txt." }
write_bitstream -force $out/arty.bit
