using FhnHw.Boards.Fpga;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Commands.Networks;
using FhnHw.Host.Devices;
using FhnHw.Host.Results;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Training.Data;
using FhnHw.Training.Hidden;
using FhnHw.Training.Network;
using FhnHw.Training.Runs;

namespace FhnHw.Host.Commands.Setup;

/// <summary>What the last part of <c>quickstart</c> gave, as <c>--json</c> writes it.</summary>
/// <param name="Trained">The network trained with the simulated board in the loop; null where it could not be built.</param>
/// <param name="Equal">True where the cpu array trained bit-exact weights.</param>
/// <param name="Skipped">Why there was no board, or null; with bits that are not equal, why it could not be built.</param>
internal sealed record QuickstartBoardResult(TrainResult? Trained, bool Equal, string? Skipped);

/// <summary>
/// The last part of <c>quickstart</c>: a short training with the FPGA board's own Verilog in the loop, simulated behind a pseudo-terminal; then the
/// same with the cpu array.
/// </summary>
internal static class QuickstartBoard
{
    // A short run of 255 codes, a sample every 64 steps and two epochs: a simulated board takes seconds for what silicon does in milliseconds.
    private const int CodeBits = 8, Stride = 64, Epochs = 2;

    /// <summary>Trains and compares.</summary>
    /// <param name="configuration">The run of the first part; its images and seed are taken.</param>
    /// <param name="data">The images.</param>
    /// <param name="session">The call of the program.</param>
    public static QuickstartBoardResult Run(RunSettings configuration, DataSet data, Session session)
    {
        var small = Small(configuration);
        TrainResult trained;
        NetworkWeights onBoard;
        try
        {
            trained = TrainCommand.Train(new TrainSettings(small, null, false, null), session, out onBoard, out _);
        }
        catch (DeviceMissingException missing)
        {
            var reason = Explanation.Of(missing);
            session.Screen.Text.WriteLine($"Left out: {reason}");
            return new QuickstartBoardResult(null, true, reason);
        }

        catch (BoardCheckException failed)
        {
            session.Screen.Text.WriteLine("FAILED; what came before does not depend on it.");
            session.Screen.Error.WriteLine($"fhnhw: {Explanation.Of(failed)}");
            return new QuickstartBoardResult(null, false, Explanation.Of(failed));
        }

        using var cpu = session.Open(new DeviceName.Cpu(), small.Array);
        var run = new TrainingRun(small, data.Train, new HiddenCells(cpu, small.Training.Nonlinearity, small.Forward));
        run.Run(session.Cancellation);
        var expected = run.Weights;
        var equal = expected.EqualTo(onBoard);
        session.Screen.Text.WriteLine(
            $"The device cpu trains {(equal ? "bit-exact weights" : "OTHER weights, which must not be")}. "
            + "This board is simulated; one on silicon is --device serial:PATH.");
        return new QuickstartBoardResult(trained, equal, null);
    }

    private static RunSettings Small(RunSettings configuration) => configuration with
    {
        Device = new DeviceName.Simulator().ToString(),
        Array = ArraySettings.Usual with
        {
            Codes = CurrentCodes.OfBits(CodeBits, configuration.Array.Codes.Gamma),
            Window = Window.OfTime(new CellFormat(), stride: Stride),
        },
        Training = configuration.Training with { Epochs = Epochs },
    };
}
