using System.Text.Json;
using FhnHw.Host.Commands;

namespace FhnHw.Host.Tests.Commands;

/// <summary>One call of the program within the test's process.</summary>
internal sealed record CliRun(int Code, string Output, string Error)
{
    /// <summary>Options that make a run short: 10 time units.</summary>
    public const string Short = "--transient 6 --record 4 --current-bits 6";

    /// <summary>Standard output as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Standard error without the lines that tell, every half minute, how far long work is: a busy machine writes more of them.</summary>
    public string Complaints => string.Concat(Error.Split('\n').Where(line => !line.EndsWith(" left", StringComparison.Ordinal)));

    public static CliRun Of(string line, CancellationToken cancellation = default)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = Cli.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), output, error, cancellation);
        return new CliRun(code, output.ToString(), error.ToString());
    }

    /// <summary>Asserts that the call was refused with one sentence and nothing else.</summary>
    public void ShouldBeRefused(int code, params string[] words)
    {
        Assert.Equal(code, Code);
        Assert.Empty(Output);
        Assert.StartsWith("fhnhw: ", Error);
        Assert.Single(Error.TrimEnd('\n').Split('\n'));
        Assert.DoesNotContain("   at ", Error);
        Assert.All(words, word => Assert.Contains(word, Error));
    }
}
