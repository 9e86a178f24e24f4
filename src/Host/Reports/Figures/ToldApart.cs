using System.Globalization;

namespace FhnHw.Host.Reports.Figures;

/// <summary>Numbers of a legend with as many decimals as tell them apart.</summary>
internal static class ToldApart
{
    private const int Least = 2, Most = 4;

    /// <summary>The numbers in words, all with equally many decimals: 2, or up to 4 where different ones would read the same.</summary>
    public static string[] InWords(IReadOnlyList<float> numbers)
    {
        var different = numbers.Distinct().Count();
        var digits = Least;
        while (digits < Most && With(digits).Distinct().Count() < different)
        {
            digits++;
        }

        return [.. With(digits)];

        IEnumerable<string> With(int decimals) => numbers.Select(number => number.ToString($"F{decimals}", CultureInfo.InvariantCulture));
    }
}
