namespace FhnHw.Boards.Fpga;

/// <summary>An external program that builds, simulates or flashes boards.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Package">The package of Debian and Ubuntu that has it; null where none does.</param>
/// <param name="VersionArgument">The argument that makes it print its version.</param>
public sealed record Tool(string Name, string? Package, string VersionArgument = "--version")
{
    /// <summary>The programs that build the simulated board.</summary>
    public static readonly Tool Verilator = new("verilator", "verilator"), Compiler = new("g++", "g++"), Make = new("make", "make");

    /// <summary>The programs that build a bitstream for an iCE40.</summary>
    public static readonly Tool Yosys = new("yosys", "yosys", "-V"), NextpnrIce40 = new("nextpnr-ice40", "nextpnr-ice40"),
        Icepack = new("icepack", "fpga-icestorm", "");

    /// <summary>The programs that build a bitstream for an ECP5; Debian 13 has them, Debian 12 does not.</summary>
    public static readonly Tool NextpnrEcp5 = new("nextpnr-ecp5", null), Ecppack = new("ecppack", null, "");

    /// <summary>The programs that build a bitstream for a Gowin part; no release of Debian has those of today yet.</summary>
    public static readonly Tool NextpnrGowin = new("nextpnr-himbaechel-gowin", null), GowinPack = new("gowin_pack", null, "");

    /// <summary>The programs that flash a bitstream onto a board.</summary>
    public static readonly Tool Iceprog = new("iceprog", "fpga-icestorm", ""), OpenFpgaLoader = new("openFPGALoader", "openfpgaloader", "-V");
}
