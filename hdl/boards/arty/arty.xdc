# Arty A7, from Arty-A7-35-Master.xdc of Digilent/digilent-xdc, revision 0256a13
set_property -dict { PACKAGE_PIN E3 IOSTANDARD LVCMOS33 } [get_ports CLK100MHZ]
create_clock -period 10.00 [get_ports CLK100MHZ]
# FTDI, second channel
set_property -dict { PACKAGE_PIN A9 IOSTANDARD LVCMOS33 PULLUP TRUE } [get_ports uart_txd_in]
set_property -dict { PACKAGE_PIN D10 IOSTANDARD LVCMOS33 } [get_ports uart_rxd_out]
# Lights: a session is open, a job runs, a frame was damaged
set_property -dict { PACKAGE_PIN H5 IOSTANDARD LVCMOS33 } [get_ports {led[0]}]
set_property -dict { PACKAGE_PIN J5 IOSTANDARD LVCMOS33 } [get_ports {led[1]}]
set_property -dict { PACKAGE_PIN T9 IOSTANDARD LVCMOS33 } [get_ports {led[2]}]
# No clock waits for these pins.
set_false_path -from [get_ports uart_txd_in]
set_false_path -to [get_ports {uart_rxd_out led[*]}]
