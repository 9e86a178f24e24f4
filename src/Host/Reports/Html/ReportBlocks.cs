using FhnHw.Host.Reports.Figures;

namespace FhnHw.Host.Reports.Html;

/// <summary>A piece of a report.</summary>
internal abstract record ReportBlock;

/// <summary>A paragraph; what stands between backticks is shown as code.</summary>
internal sealed record ReportText(string Text) : ReportBlock;

/// <summary>A figure.</summary>
internal sealed record ReportFigure(IFigure Figure) : ReportBlock;

/// <summary>A table: the first column names its rows.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="Head">Names of the columns.</param>
/// <param name="Rows">Cells, as many as columns.</param>
internal sealed record ReportTable(string Caption, IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<string>> Rows) : ReportBlock;

/// <summary>A part of a report.</summary>
/// <param name="Heading">A few words.</param>
/// <param name="Blocks">What it holds, in order.</param>
internal sealed record ReportSection(string Heading, params IReadOnlyList<ReportBlock> Blocks);

/// <summary>A name and what it stands for: device, command line, seed, time.</summary>
internal sealed record ReportFact(string Name, string Value);

/// <summary>A whole report.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Lead">What was found, in a few sentences.</param>
/// <param name="Facts">Its provenance.</param>
/// <param name="Sections">Its parts.</param>
internal sealed record ReportPage(string Title, string Lead, IReadOnlyList<ReportFact> Facts, IReadOnlyList<ReportSection> Sections)
{
    /// <summary>Every figure, in order.</summary>
    public IEnumerable<IFigure> Figures => Sections.SelectMany(section => section.Blocks).OfType<ReportFigure>().Select(block => block.Figure);
}
