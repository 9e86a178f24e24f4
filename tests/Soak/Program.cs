using System.Globalization;
using System.Runtime.InteropServices;

namespace FhnHw.Soak;

/// <summary>The command of tools/soak --board.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        (double? minutes, var from, var board) = (10, 1, "sim");
        for (var n = 0; n < arguments.Length; n += 2)
        {
            var value = n + 1 < arguments.Length ? arguments[n + 1] : "";
            switch (arguments[n])
            {
                case "--minutes" when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var most) && most > 0: minutes = most; break;
                case "--from" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed): from = seed; break;
                case "--device" when value.Length > 0: board = value; break;
                default:
                    Console.Error.WriteLine("tools/soak: one of these options is not known, or lacks its value; see tools/soak --help.");
                    return 2;
            }
        }

        // Ctrl+C, or kill: the tally is printed all the same.
        using var stop = new CancellationTokenSource();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        using var soak = new BoardSoak(board, from);
        return soak.Run(TimeSpan.FromMinutes(minutes.Value), stop.Token);

        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }
}
