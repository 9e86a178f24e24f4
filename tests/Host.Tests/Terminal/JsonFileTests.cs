using System.Globalization;
using FhnHw.Host.Terminal;

namespace FhnHw.Host.Tests.Terminal;

public class JsonFileTests
{
    [Fact]
    public void Numbers_are_invariant_arrays_stay_on_one_line_and_NaN_becomes_null()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
            Assert.Equal(
                "{\n  \"firstRow\": [0.5, null, -1E+20],\n  \"missing\": null,\n  \"counts\": [1, 2]\n}\n",
                Written(new { FirstRow = new[] { 0.5, double.NaN, -1e20 }, Missing = double.PositiveInfinity, Counts = new[] { 1, 2 } }));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void A_file_is_replaced_whole_and_leaves_no_part_behind()
    {
        var folder = Directory.CreateTempSubdirectory("fhnhw-json-");
        try
        {
            var path = Path.Combine(folder.FullName, "result.json");
            File.WriteAllText(path, "old");
            new JsonFile(path).Write(new { A = 1 }, new Screen(TextWriter.Null, TextWriter.Null, TerminalTraits.Plain));
            Assert.Equal("{\n  \"a\": 1\n}\n", File.ReadAllText(path));
            Assert.Single(folder.GetFiles());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Written(object result)
    {
        using var output = new StringWriter();
        new JsonFile("-").Write(result, new Screen(output, TextWriter.Null, TerminalTraits.Plain));
        return output.ToString();
    }
}
