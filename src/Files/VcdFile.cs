using System.Globalization;
using System.Text;

namespace FhnHw.Files;

/// <summary>A signal of a waveform.</summary>
/// <param name="Name">Its name; no blanks.</param>
/// <param name="Width">Bits, 1 to 32.</param>
/// <param name="Values">Its value at each time; negative ones in two's complement.</param>
public sealed record VcdSignal(string Name, int Width, IReadOnlyList<int> Values);

/// <summary>Value change dumps (IEEE 1364, section 18), which waveform viewers such as GTKWave open.</summary>
public static class VcdFile
{
    /// <summary>Writes signals over time.</summary>
    /// <param name="path">The file.</param>
    /// <param name="comment">What it shows, one line.</param>
    /// <param name="scope">The name above the signals.</param>
    /// <param name="firstTime">The time of the first values; one unit from one to the next.</param>
    /// <param name="signals">The signals, equally long.</param>
    /// <exception cref="UnusableFileException">The file cannot be written.</exception>
    public static void Write(string path, string comment, string scope, int firstTime, IReadOnlyList<VcdSignal> signals) =>
        AtomicFile.WriteText(path, Text(comment, scope, firstTime, signals));

    /// <summary>The file's text, lines ended by LF.</summary>
    public static string Text(string comment, string scope, int firstTime, IReadOnlyList<VcdSignal> signals)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $"$comment {comment.Replace("$end", "", StringComparison.Ordinal)} $end\n"
            + $"$timescale 1 ns $end\n$scope module {scope} $end\n");
        for (var n = 0; n < signals.Count; n++)
        {
            text.Append(CultureInfo.InvariantCulture, $"$var wire {signals[n].Width} {Mark(n)} {signals[n].Name} $end\n");
        }

        text.Append("$upscope $end\n$enddefinitions $end\n");
        var length = signals.Max(signal => signal.Values.Count);
        for (var time = 0; time < length; time++)
        {
            text.Append(CultureInfo.InvariantCulture, $"#{firstTime + time}\n");
            for (var n = 0; n < signals.Count; n++)
            {
                AppendChange(text, signals[n], time, Mark(n));
            }
        }

        return text.Append(CultureInfo.InvariantCulture, $"#{firstTime + length}\n").ToString();
    }

    private static void AppendChange(StringBuilder text, VcdSignal signal, int time, char mark)
    {
        var value = signal.Values[time];
        if (time > 0 && signal.Values[time - 1] == value)
        {
            return;
        }

        var bits = Convert.ToString(value, 2).PadLeft(32, '0')[^signal.Width..];
        text.Append(signal.Width == 1 ? $"{bits}{mark}\n" : $"b{bits} {mark}\n");
    }

    private static char Mark(int signal) => (char)('!' + signal);
}
