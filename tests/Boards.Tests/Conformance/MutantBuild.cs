using System.Diagnostics;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Conformance;

/// <summary>Builds reference devices with a fault each. What is sound is compiled once.</summary>
internal sealed class MutantBuild : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _sources = Path.Combine(Checkout.Root, "tools", "refdevice");
    private readonly string[] _files; // of C, relative to the device's folder

    /// <summary>Compiles the sound device.</summary>
    public MutantBuild()
    {
        _files = [.. new[] { "core", "host" }.SelectMany(part => Directory.GetFiles(Path.Combine(_sources, part), "*.c"))
            .Select(file => Path.GetRelativePath(_sources, file))];
        Parallel.ForEach(_files, file => Compile(_sources, file, Sound(file)));
    }

    /// <summary>Builds the device with a fault.</summary>
    /// <returns>The program.</returns>
    public string Build(Mutant mutant, int number)
    {
        var copy = Directory.CreateDirectory(_folder[$"{number}"]).FullName;
        foreach (var file in new[] { "*.c", "*.h" }.SelectMany(kind => Directory.GetFiles(_sources, kind, SearchOption.AllDirectories)))
        {
            var place = Path.Combine(copy, Path.GetRelativePath(_sources, file));
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Copy(file, place);
        }

        var broken = Path.GetRelativePath(_sources, Path.Combine(Checkout.Root, mutant.File));
        File.WriteAllText(Path.Combine(copy, broken), mutant.Break(File.ReadAllText(Path.Combine(copy, broken))));
        var objects = _files.Select(file =>
        {
            if (broken.EndsWith(".c", StringComparison.Ordinal) && file != broken)
            {
                return Sound(file);
            }

            var place = Path.Combine(copy, Path.ChangeExtension(file, ".o"));
            Compile(copy, file, place);
            return place;
        }).ToArray();
        var program = Path.Combine(copy, "device");
        Run(["-o", program, .. objects]);
        return program;
    }

    public void Dispose() => _folder.Dispose();

    private string Sound(string file) => _folder[Path.ChangeExtension(file, ".o").Replace(Path.DirectorySeparatorChar, '-')];

    private static void Compile(string folder, string file, string place) =>
        Run(["-std=c99", "-O1", "-w", "-c", "-o", place, Path.Combine(folder, file)]);

    private static void Run(string[] arguments)
    {
        using var compiler = Process.Start(new ProcessStartInfo("gcc", arguments) { RedirectStandardError = true })!;
        var errors = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        Assert.True(compiler.ExitCode == 0, errors);
    }
}
