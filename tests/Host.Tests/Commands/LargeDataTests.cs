using System.Buffers.Binary;
using System.Diagnostics;
using FhnHw.Host.Tests.Crashes;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Commands;

/// <summary>Images that are larger than the memory: the advice is about images. The files are sparse and take no room.</summary>
public sealed class LargeDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [LinuxTheory]
    [InlineData(400_000, "take 0.31 GB, more memory than this program may use; give a set of fewer or smaller images, or more memory")]
    [InlineData(3_000_000, "take 2.35 GB, more than the 2.1 GB that one set can have; give a set of fewer or smaller images")]
    public void Images_that_do_not_fit_are_refused_with_the_advice_that_helps(int images, string sentence)
    {
        Write("train", images);
        Write("t10k", 1);
        foreach (var command in new[] { $"data --data {_folder.Path}", $"train --device cpu --epochs 1 --data {_folder.Path}" })
        {
            var (code, error) = InLittleMemory(command);
            Assert.Equal(2, code);
            Assert.Contains(sentence, error);
            Assert.Single(error.TrimEnd('\n').Split('\n'));
        }
    }

    // With room for 200 MB of objects.
    private static (int Code, string Error) InLittleMemory(string command)
    {
        var start = new ProcessStartInfo(SmallRun.DotNet, [SmallRun.Program, .. command.Split(' ')])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_GCHeapHardLimit"] = "0xC000000" },
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error.Result);
    }

    private void Write(string part, int images)
    {
        Write($"{part}-images-idx3-ubyte", [0, 0, 8, 3, .. Number(images), .. Number(28), .. Number(28)], 784L * images);
        Write($"{part}-labels-idx1-ubyte", [0, 0, 8, 1, .. Number(images)], images);
    }

    private void Write(string name, byte[] head, long bytes)
    {
        using var file = File.Create(_folder[name]);
        file.Write(head);
        file.SetLength(head.Length + bytes);
    }

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
