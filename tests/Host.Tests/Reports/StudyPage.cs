using FhnHw.Host.Reports;
using FhnHw.Host.Results;
using FhnHw.Host.Terminal;
using FhnHw.Tests;

namespace FhnHw.Host.Tests.Reports;

/// <summary>The page that a study leaves in its folder.</summary>
internal static class StudyPage
{
    /// <summary>Asserts which images and seeds it says that the study took.</summary>
    /// <param name="result">What the study's command writes as JSON.</param>
    /// <param name="images">How its images begin.</param>
    /// <param name="seeds">Its seeds.</param>
    public static void ShouldSay(object result, string images, string seeds)
    {
        using var folder = new TemporaryFolder();
        FolderReport.Write(folder.Path, result, new Screen(TextWriter.Null, TextWriter.Null, TerminalTraits.Plain));
        var page = File.ReadAllText(ReportFolder.Page(folder.Path));
        Assert.Contains($"<dt>images</dt><dd>{images}", page);
        Assert.Contains($"<dt>seeds</dt><dd>{seeds}</dd>", page);
    }
}
