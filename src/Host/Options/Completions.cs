using System.CommandLine;
using System.CommandLine.Completions;
using FhnHw.Boards.Firmware;
using FhnHw.Boards.Fpga;
using FhnHw.Files;
using FhnHw.Host.Devices;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Host.Options;

/// <summary>Values of arguments that a shell completes. Help keeps the argument's name: it would list all values in its place.</summary>
internal static class Completions
{
    /// <summary>Devices, as far as they have names.</summary>
    public static Argument<T> OfDevices<T>(this Argument<T> argument)
    {
        argument.CompletionSources.Add(DeviceName.Completed.Split([", ", " or "], StringSplitOptions.None));
        argument.HelpName = argument.Name;
        return argument;
    }

    /// <summary>The boards that can be built: FPGA boards, and microcontrollers.</summary>
    public static Argument<T> OfBoards<T>(this Argument<T> argument)
    {
        argument.CompletionSources.Add(_ => Boards(sources => [.. BoardFile.Names(sources), .. FirmwareBoard.Names(sources)]));
        argument.HelpName = argument.Name;
        return argument;
    }

    /// <summary>FPGA boards.</summary>
    public static Argument<T> OfFpgaBoards<T>(this Argument<T> argument)
    {
        argument.CompletionSources.Add(_ => Boards(BoardFile.Names));
        argument.HelpName = argument.Name;
        return argument;
    }

    // A program without its sources has no boards to offer; the command says so when it is given.
    private static IEnumerable<CompletionItem> Boards(Func<HdlSources, IReadOnlyList<string>> names)
    {
        try
        {
            return names(HdlSources.Find()).Select(name => new CompletionItem(name));
        }
        catch (Exception missing) when (missing is UnusableFileException or DeviceMissingException)
        {
            return [];
        }
    }
}
