using System.Globalization;
using FhnHw.Boards.Arrays;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Devices;
using FhnHw.Kernels.Arrays;
using FhnHw.Training.Hidden;

namespace FhnHw.Host.Results;

/// <summary>
/// Asks a device for its response table; where that is a board, which takes its time, a bar on a terminal tells how many codes it has answered.
/// </summary>
internal static class ResponseTableBar
{
    /// <summary>Prepares a device for the place of hidden layers.</summary>
    /// <param name="device">The device.</param>
    /// <param name="nonlinearity">g of the readout.</param>
    /// <param name="mode">How the cells are asked.</param>
    /// <param name="layers">Hidden layers of the network; they share the device's array where it has one.</param>
    /// <param name="session">The call of the program that opened the device.</param>
    /// <param name="open">For the last layer, which votes: opens an array of the device with another window, or null.</param>
    /// <exception cref="ResponseTableMismatchException">Table mode was asked for and does not hold for the device.</exception>
    public static HiddenLayers Prepare(
        OpenDevice device, Nonlinearity nonlinearity, ForwardMode mode, int layers, Session session,
        Func<ArraySettings, ICellArray>? open = null)
    {
        HiddenCells[] cells =
        [
            .. device.Arrays.SkipLast(1).Select(array => Prepare(device, array, nonlinearity, mode, session, null)),
            Prepare(device, device.Arrays[^1], nonlinearity, mode, session, open),
        ];
        return cells is [var only] ? HiddenLayers.Alike(only, layers) : new HiddenLayers(cells);
    }

    private static HiddenCells Prepare(
        OpenDevice device, ICellArray array, Nonlinearity nonlinearity, ForwardMode mode, Session session,
        Func<ArraySettings, ICellArray>? open)
    {
        // Of a group the bar counts what its boards answer, so it is told only where there is nothing else.
        var isBoards = device.Array.Describe().Parts is not { } parts || parts.All(part => part.Capabilities.Remote);
        if (!isBoards || device.Boards is not [var board, ..])
        {
            return new HiddenCells(array, nonlinearity, mode, open);
        }

        // Every code runs twice, on every cell where cells have per-cell parameters, and the second time costs less.
        var plan = new LinkPlan(board.Greeting, board.Address.BytesPerSecond, array.Settings);
        var (codes, (first, again)) = (plan.ResponseTableRuns, plan.ResponseTablePasses());
        var kind = array.Settings.HasPerCellParameters ? "codes and cells" : "codes";
        var (codeCost, againCost) = double.IsNaN(first.SecondsAnEpoch) ? (1L, 1L) : (Cost(first), Cost(again));
        var answered = 0L;
        return session.Screen.Follow(Words(), codes * (codeCost + againCost), report =>
        {
            session.RunsAnswered = runs =>
            {
                var sofar = Interlocked.Add(ref answered, runs);
                report((Math.Min(sofar, codes) * codeCost) + (Math.Clamp(sofar - codes, 0, codes) * againCost), Words());
            };
            try
            {
                return new HiddenCells(array, nonlinearity, mode, open);
            }
            finally
            {
                session.RunsAnswered = null;
            }
        });

        // Of one code, in planned microseconds.
        long Cost(PlanRow pass) => Math.Max(1, (long)(pass.SecondsAnEpoch * 1e6 / codes));

        string Words() => answered < codes
            ? string.Create(CultureInfo.InvariantCulture, $"response table: {answered} of {codes} {kind}")
            : string.Create(CultureInfo.InvariantCulture, $"the response table once more, to compare: {answered - codes} of {codes} {kind}");
    }
}
