using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using FhnHw.Host.Commands;

namespace FhnHw.Soak;

/// <summary>
/// Trains networks through a faulty board, one after the other in this process, and compares their weights with those of the cpu array. Each
/// round has faults of another seed; every second one runs all images on the board, the others measure a response table.
/// </summary>
internal sealed partial class BoardSoak : IDisposable
{
    private static readonly string[] Ways = ["stream", "table"];

    // A round takes seconds. One that took longer than this was asleep with its machine, or with a snapshot of the process: only so much of it counts.
    private static readonly TimeSpan LongestRound = TimeSpan.FromMinutes(2);

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"fhnhw-soak-{Environment.ProcessId}");
    private readonly string _device;
    private readonly int _from;
    private readonly Growth _growth = new();
    private int _rounds, _right, _refused, _wrong, _unclear;
    private long _faults, _retries, _reconnects, _unbalanced;
    private TimeSpan _worked;

    /// <summary>Prepares a soak.</summary>
    /// <param name="device">The board, without its faults.</param>
    /// <param name="from">The first seed of faults.</param>
    public BoardSoak(string device, int from)
    {
        (_device, _from) = (device, from);
        Directory.CreateDirectory(_folder);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Goes on for some time, or until it is stopped; prints a tally each minute, and at the end what grew.</summary>
    /// <param name="most">How long the rounds take in all.</param>
    /// <param name="stop">Ends it after the round that runs.</param>
    /// <returns>0 where no number was wrong, no message unclear, and nothing grew.</returns>
    public int Run(TimeSpan most, CancellationToken stop)
    {
        var sound = Ways.ToDictionary(way => way, way => Train("cpu", way, "sound").Weights ?? throw new InvalidOperationException("No weights came."));
        var next = TimeSpan.FromMinutes(1);
        while (_worked < most && !stop.IsCancellationRequested)
        {
            var watch = Stopwatch.StartNew();
            if (!Round(_from + _rounds, Ways[_rounds % Ways.Length], sound, stop))
            {
                break;
            }

            _rounds++;
            _growth.Add(Footprint.OfProcess());
            _worked += watch.Elapsed < LongestRound ? watch.Elapsed : LongestRound;
            if (_worked >= next)
            {
                Print();
                next = _worked + TimeSpan.FromMinutes(1);
            }
        }

        Print();
        var grew = _growth.Print(Console.Out);
        return _wrong > 0 || _unclear > 0 || grew || _right == 0 ? 1 : 0;
    }

    // False where the soak was stopped meanwhile: Ctrl+C ends the board's program too, and such a round says nothing.
    private bool Round(int seed, string way, Dictionary<string, byte[]> sound, CancellationToken stop)
    {
        var (code, output, error, weights) = Train($"hostile:{seed}:{_device}", way, "faulty");
        if (stop.IsCancellationRequested)
        {
            return false;
        }

        Count(output);
        if (code == 0 && weights is not null && weights.AsSpan().SequenceEqual(sound[way]))
        {
            _right++;
        }
        else if (code == 0)
        {
            _wrong++;
            Console.WriteLine($"WRONG NUMBERS with hostile:{seed}:{_device}, {way}");
        }
        else if (code == 3 && error.TrimEnd().Split('\n')[^1].StartsWith("fhnhw: ", StringComparison.Ordinal))
        {
            _refused++;
        }
        else
        {
            _unclear++;
            Console.WriteLine($"exit code {code} with hostile:{seed}:{_device}, {way}: {error.TrimEnd()}");
        }

        return true;
    }

    private (int Code, string Output, string Error, byte[]? Weights) Train(string device, string way, string name)
    {
        var folder = Path.Combine(_folder, name);
        using var output = new StringWriter();
        using var error = new StringWriter();
        var line = $"train --data builtin --train-images 200 --test-images 50 --hidden 10 --epochs 2 --seed 1 --forward {way} --transient 10 --record 5 "
            + $"--current-bits 8 --device {device} --out {folder}";
        var code = Cli.Run(line.Split(' '), output, error, CancellationToken.None);
        var weights = Path.Combine(folder, "weights.npz");
        var bytes = File.Exists(weights) ? File.ReadAllBytes(weights) : null;
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return (code, output.ToString(), error.ToString(), bytes);
    }

    // The line of HostileText.
    private void Count(string output)
    {
        if (FaultLine().Match(output) is not { Success: true } match)
        {
            return;
        }

        _faults += Number().Matches(match.Groups["kinds"].Value).Sum(number => long.Parse(number.Value, CultureInfo.InvariantCulture));
        _retries += Value("sessions");
        _reconnects += Value("reconnects");
        _unbalanced += Value("again");
        long Value(string name) => long.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture);
    }

    private void Print() => Console.WriteLine(
        FormattableString.Invariant($"{_worked.TotalMinutes:0.0} min: {_rounds} runs, {_right} right, {_refused} ended with a sentence, ")
        + FormattableString.Invariant($"{_wrong} wrong numbers, {_unclear} unclear; {_faults} faults, {_retries} retries, {_reconnects} reconnects, ")
        + FormattableString.Invariant($"{_unbalanced} replies asked again; {Footprint.OfProcess()}"));

    [GeneratedRegex(
        @"faults +(?<kinds>.*), made on purpose; (?<sessions>\d+) sessions begun again, (?<reconnects>\d+) reconnects, (?<again>\d+) replies asked")]
    private static partial Regex FaultLine();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
