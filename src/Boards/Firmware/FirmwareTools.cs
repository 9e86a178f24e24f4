using FhnHw.Boards.Fpga;

namespace FhnHw.Boards.Firmware;

/// <summary>The programs that build and flash firmware.</summary>
internal static class FirmwareTools
{
    /// <summary>The compiler for Arm without an operating system, and what counts a program's bytes.</summary>
    public static readonly Tool Compiler = new("arm-none-eabi-gcc", "gcc-arm-none-eabi libnewlib-arm-none-eabi"),
        Size = new("arm-none-eabi-size", "binutils-arm-none-eabi");

    /// <summary>What writes an STM32's flash through an ST-Link.</summary>
    public static readonly Tool StFlash = new("st-flash", "stlink-tools");
}
