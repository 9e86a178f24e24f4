using FhnHw.Boards.Lines;
using FhnHw.Boards.Sessions;
using FhnHw.Host.Devices;
using FhnHw.Host.Slurm;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Errors;

namespace FhnHw.Host.Options;

/// <summary>Devices that are boards, by name.</summary>
internal static class BoardName
{
    /// <summary>Reads the name of a board.</summary>
    /// <exception cref="InvalidSettingException">It is no device, or one that is no board.</exception>
    public static DeviceName Parse(string text) => DeviceName.Parse(text) switch
    {
        DeviceName.Group { Members.Count: var count } => throw new InvalidSettingException(
            FormattableString.Invariant($"'{text}' is {count} devices, and one board is tested or planned at a time; name one.")),
        var name and (DeviceName.Board or DeviceName.Simulator) => name,
        DeviceName.SlurmBoard when SlurmBoards.IsInJob => Parse(SlurmBoards.DeviceOfJob()),
        DeviceName.SlurmBoard => throw new InvalidSettingException(
            $"'{text}' is the board that Slurm gave to a job, and this runs in none; name the board, or run it by srun --gres={SlurmBoards.Resource}:1."),
        _ => throw new InvalidSettingException($"'{text}' is no board; give sim, serial:PATH[@BAUD], tcp:HOST:PORT or hostile:SEED:BOARD."),
    };

    /// <summary>Where a board is; the simulated one is built for the settings.</summary>
    public static BoardAddress Address(DeviceName name, ArraySettings settings, LinkOptions link) => name is DeviceName.Board(var address)
        ? address
        : SimulatedBoard.For((DeviceName.Simulator)name, settings, link);
}
