using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json;
using FhnHw.Host.Tests.Crashes;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Commands;

/// <summary>Training runs of several processes on one shared board.</summary>
public sealed class SharedTrainingTests : IDisposable
{
    private const string Recipe =
        "train --data builtin --train-images 60 --test-images 20 --hidden 5 --forward stream --transient 1 --record 1 --reconnect 120";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [DeviceFact]
    public void Three_at_once_and_one_that_is_killed_end_with_the_weights_of_each_alone()
    {
        using var device = ReferenceDevice.OnTerminal(new CellConstants(new CellFormat(), new CellParameters()));
        for (var seed = 1; seed <= 3; seed++)
        {
            var alone = CliRun.Of($"{Recipe} --epochs 2 --seed {seed} --device {device.Address} --out {_folder[$"alone{seed}"]}");
            Assert.True(alone.Code == 0, alone.Error);
        }

        using var share = Start($"board share {device.Address} --listen 0 --turn 0.002 --log {_folder["log"]}");
        var place = share.StandardOutput.ReadLine()!.Split(' ')[^1];
        using var killed = Start($"{Recipe} --epochs 1000 --seed 9 --device {place}");
        Generous.Until(() => Holder(place), "a holder");
        Process[] together = [.. Enumerable.Range(1, 3).Select(seed => Start(
            $"{Recipe} --epochs 2 --seed {seed} --device {place} --out {_folder[$"shared{seed}"]}"))];
        Generous.Until(() => Queue(place).GetProperty("waiting").GetArrayLength() > 0, "somebody who waits");
        killed.Kill();
        foreach (var process in together)
        {
            Assert.True(process.WaitForExit(Generous.Patience), "A training did not end.");
            Assert.Equal(0, process.ExitCode);
            process.Dispose();
        }

        for (var seed = 1; seed <= 3; seed++)
        {
            Assert.Equal(
                File.ReadAllBytes(Path.Combine(_folder[$"alone{seed}"], "weights.npz")),
                File.ReadAllBytes(Path.Combine(_folder[$"shared{seed}"], "weights.npz")));
        }

        Generous.Until(() => !Holder(place), "the end of the last turn");
        share.Kill();
        var turns = File.ReadAllLines(_folder["log"]).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.True(turns.Length >= 4, $"{turns.Length} turns");
        Assert.Contains(turns, turn => turn.GetProperty("jobs").GetInt64() > 0);
    }

    [Theory]
    [InlineData("board share sim --listen 0.0.0.0:0", "token")]
    [InlineData("board share sim --listen nowhere:5", "--listen")]
    [InlineData("board share sim --turn -1", "--turn")]
    [InlineData("board queue sim", "tcp:HOST:PORT")]
    [InlineData("board queue tcp:127.0.0.1:5 --token-file /nowhere/token", "/nowhere/token")]
    public void What_cannot_be_is_refused(string line, string word) => CliRun.Of(line + Log(line)).ShouldBeRefused(2, word);

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void A_token_that_everybody_may_read_or_that_is_short_is_refused()
    {
        File.WriteAllText(_folder["token"], "a token of the laboratory\n");
        SetMode(_folder["token"], UnixFileMode.UserRead | UnixFileMode.OtherRead);
        CliRun.Of($"board queue tcp:127.0.0.1:5 --token-file {_folder["token"]}").ShouldBeRefused(2, "chmod 600");
        File.WriteAllText(_folder["short"], "short\n");
        SetMode(_folder["short"], UnixFileMode.UserRead);
        CliRun.Of($"board queue tcp:127.0.0.1:5 --token-file {_folder["short"]}").ShouldBeRefused(2, "shorter than 16");
    }

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    private string Log(string line) => line.Contains("share", StringComparison.Ordinal) ? $" --log {_folder["log"]}" : "";

    private static JsonElement Queue(string place) => CliRun.Of($"board queue {place} --json -").Json.GetProperty("status");

    private static bool Holder(string place) => Queue(place).GetProperty("holder").ValueKind == JsonValueKind.Object;

    private static Process Start(string line)
    {
        var start = new ProcessStartInfo(SmallRun.DotNet, [SmallRun.Program, .. line.Split(' ')]) { RedirectStandardOutput = true };
        return Process.Start(start)!;
    }
}
