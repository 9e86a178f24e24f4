using System.Globalization;

namespace FhnHw.Host.Reports.Html;

/// <summary>Numbers as a report shows them.</summary>
internal static class ReportNumber
{
    /// <summary>One digit after the point; a dash for none.</summary>
    public static string Of(double? value) => Of(value, 1);

    /// <summary>Some digits after the point; a dash for none.</summary>
    public static string Of(double? value, int digits) =>
        value is { } number && double.IsFinite(number) ? number.ToString($"F{digits}", CultureInfo.InvariantCulture) : "–";

    /// <summary>A difference with its sign.</summary>
    public static string Change(double value) =>
        double.IsFinite(value) ? value.ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) : "–";

    /// <summary>So many things, by the word for one of them: "1 epoch", "6 epochs".</summary>
    public static string Count(int count, string one) => count == 1 ? $"1 {one}" : $"{count} {one}s";

    /// <summary>A setting, in the fewest digits.</summary>
    public static string Setting(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
