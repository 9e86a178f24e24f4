using System.Diagnostics;
using FhnHw.Host.Reports;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Reports;

/// <summary>The report in a real browser; the pictures stay in artifacts/browser.</summary>
public class BrowserCheckTests
{
    [ChromiumFact]
    public async Task A_report_opens_without_errors_and_shows_every_figure_on_a_phone_and_on_a_desktop()
    {
        var (code, text) = await Check(SamplePaperFolder("good", html => html), "--out");
        Assert.True(code == 0, text);
        Assert.Contains($"390 pixels: figures {SamplePaper.Page.Figures.Count()}", text);
        Assert.All(
            new[] { "desktop-light.png", "desktop-dark.png", "phone-light.png", "phone-dark.png", "print.pdf" },
            file => Assert.True(new FileInfo(Path.Combine(Artifacts, "good", file)).Length > 10_000, file));
    }

    [ChromiumFact]
    public async Task A_comparison_opens_without_errors_too()
    {
        var folder = Path.Combine(Artifacts, "compare");
        ReportFolder.Write(folder, SampleCompare.Of(SampleCompare.Result)); // plots of its own: others draw those of the sample
        var (code, text) = await Check(folder, "--out");
        Assert.True(code == 0, text);
        Assert.Contains($"390 pixels: figures {SampleCompare.Page.Figures.Count()}", text);
    }

    [ChromiumFact]
    public async Task A_run_opens_without_errors_too()
    {
        using var temporary = new TemporaryFolder();
        var folder = temporary["run"];
        var options = $"--data builtin --device cpu --train-images 100 --test-images 40 --epochs 2 --hidden 12 {Commands.CliRun.Short}";
        Assert.Equal(0, Commands.CliRun.Of($"train {options} --mismatch 0.3 --out {folder}").Code);
        var (code, text) = await Check(folder, "--no-pictures", "--out");
        Assert.True(code == 0, text);
    }

    [ChromiumTheory]
    [InlineData("script", "</main>", "<script>console.error('broken')</script></main>", "the console is not empty")]
    [InlineData("figure", "<figure id=\"response-curve\">", "<figure id=\"response-curve\" style=\"display:none\">", "BAD figure response-curve")]
    [InlineData("zoom", "\"use strict\";", "throw 1;", "has no zoom")]
    [InlineData("wide", "<main>", "<main style=\"width:3000px\">", "BAD page is")]
    [InlineData("foreign", "</main>", "<img src=\"http://127.0.0.1:9/x.png\"></main>", "127.0.0.1:9")]
    public async Task The_check_sees_what_is_wrong(string name, string good, string bad, string complaint)
    {
        var (code, text) = await Check(SamplePaperFolder(name, html => html.Replace(good, bad, StringComparison.Ordinal)), "--no-pictures", "--out");
        Assert.Equal(1, code);
        Assert.Contains(complaint, text);
    }

    private static string Artifacts => Path.Combine(Checkout.Root, "artifacts", "browser");

    private static string SamplePaperFolder(string name, Func<string, string> change)
    {
        var folder = Path.Combine(Artifacts, name);
        ReportFolder.Write(folder, SamplePaper.Page);
        File.WriteAllText(ReportFolder.Page(folder), change(File.ReadAllText(ReportFolder.Page(folder))));
        return folder;
    }

    private static async Task<(int Code, string Text)> Check(string folder, params string[] options)
    {
        using var process = Process.Start(new ProcessStartInfo(
            Path.Combine(Checkout.Root, "tools", "browser-check"), [.. options, folder, ReportFolder.Page(folder)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var text = await process.StandardOutput.ReadToEndAsync() + await error;
        await process.WaitForExitAsync();
        return (process.ExitCode, text);
    }
}

/// <summary>A test that needs headless Chromium; a named skip without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute() => Skip = Chromium.Missing;
}

/// <summary>A theory that needs headless Chromium; a named skip without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    public ChromiumTheoryAttribute() => Skip = Chromium.Missing;
}

internal static class Chromium
{
    private static readonly string[] Programs = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>The program; null where it is not installed.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Programs.Select(program => Path.Combine(folder, program))).FirstOrDefault(File.Exists);

    public static string? Missing { get; } = Program is null ? "Chromium is not installed (apt-get install chromium)." : null;
}
