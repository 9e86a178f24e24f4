using System.Text;
using System.Text.Json;
using FhnHw.Fuzz.Engine;
using FhnHw.Fuzz.Mutation;
using FhnHw.Fuzz.Targets;
using FhnHw.Host.CommandLine;
using FhnHw.Host.Results;
using FhnHw.Host.Terminal;
using FhnHw.Host.Tests.Reports;

namespace FhnHw.Fuzz.Commands;

/// <summary>result.json of every command that leaves one, given to <c>report</c>.</summary>
internal sealed class ResultTarget : Target
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Scratch _folder = new();

    /// <inheritdoc/>
    public override string Name => "result";

    /// <inheritdoc/>
    public override string About => "result.json of train, several seeds, paper, compare and others, given to report";

    /// <inheritdoc/>
    public override int RunsInGate => 15;

    /// <inheritdoc/>
    protected override long BytesEach => 1 << 20; // figures are drawn

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds()
    {
        var provenance = StudyProvenance.Of(["none"], SampleCompare.Result.Devices, 1);
        yield return Json(new CompareJson(SampleCompare.Result, provenance));
        yield return Json(new PaperJson(SamplePaper.Result, provenance));
        RunFolders.Write(_folder.Of("run"), _folder.Of("data"));
        yield return File.ReadAllBytes(_folder.Of("run", "result.json"));
        var saved = Path.Combine("tests", "vectors", "fuzz", "seeds");
        foreach (var path in Directory.Exists(saved) ? Directory.GetFiles(saved, "result-*.json") : [])
        {
            yield return File.ReadAllBytes(path);
        }
    }

    /// <inheritdoc/>
    public override byte[] Mutate(byte[] input, Random random) => JsonMutation.Mutate(input, random);

    /// <inheritdoc/>
    public override void Run(byte[] input)
    {
        _folder.Write(Path.Combine("out", "result.json"), input);
        ProgramRun.Judge(["report", _folder.Of("out")], 0, Patience);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    private static byte[] Json(object result) => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(result, result.GetType(), JsonFile.Style));
}
