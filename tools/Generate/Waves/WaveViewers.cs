using System.Text;

namespace FhnHw.Generate.Waves;

/// <summary>Writes signals as the viewers take them.</summary>
internal static class WaveViewers
{
    private const string Note = "Written by tools/Generate. Do not edit.";

    // GTKWave's flags of a trace, hexadecimal: 2 hexadecimal, 4 decimal, 8 binary, 20 aligned right, 400 signed, 8000 a stepped curve, 80000 over the whole
    // height, 20000 a row that the curve above it takes too, 200 a comment, 800000 and 1000000 begin and end of a group.
    private const string Begin = "@800200", End = "@1000200", CurveRow = "@20000";

    /// <summary>GTKWave's set-up, for <c>gtkwave FILE.vcd NAME.gtkw</c>.</summary>
    public static string Gtkw(IReadOnlyList<WaveGroup> groups)
    {
        var text = new StringBuilder($"[*]\n[*] {Note}\n[*]\n[timestart] 0\n[size] 1400 900\n[sst_expanded] 0\n");
        foreach (var group in groups)
        {
            text.Append($"{Begin}\n-{group.Title}\n");
            foreach (var signal in group.Signals)
            {
                text.Append($"{Flags(signal.Look)}\n{signal.Ranged}\n");
                if (signal.Look == WaveLook.Curve)
                {
                    text.Append($"{CurveRow}\n-\n-\n-\n");
                }
            }

            text.Append($"{End}\n-{group.Title}\n");
        }

        return text.ToString();
    }

    /// <summary>Surfer's commands, for <c>surfer --command-file NAME.sucl FILE.vcd</c>. A divider's name is one word.</summary>
    public static string Surfer(IReadOnlyList<WaveGroup> groups)
    {
        var text = new StringBuilder($"# {Note}\n");
        var item = 0;
        foreach (var group in groups)
        {
            text.Append($"divider_add {group.Title.Replace(' ', '_')}\n");
            item++;
            foreach (var signal in group.Signals)
            {
                text.Append($"variable_add {signal.Path}\n");
                if (Format(signal.Look) is { } format)
                {
                    text.Append($"item_focus {Letters(item)}\nitem_set_format {format}\n");
                }

                if (signal.Look == WaveLook.Curve)
                {
                    text.Append("item_set_analog step\nitem_set_height 60\n");
                }

                item++;
            }
        }

        return text.Append("item_unfocus\nzoom_fit\n").ToString();
    }

    private static string Flags(WaveLook look) => look switch
    {
        WaveLook.Unsigned => "@24",
        WaveLook.Signed => "@420",
        WaveLook.Curve => "@88420",
        WaveLook.Hex => "@22",
        _ => "@28",
    };

    private static string? Format(WaveLook look) => look switch
    {
        WaveLook.Unsigned => "Unsigned",
        WaveLook.Signed or WaveLook.Curve => "Signed",
        WaveLook.Hex => "Hexadecimal",
        _ => null,
    };

    // Surfer numbers its rows in hexadecimal digits that are a to p.
    private static string Letters(int item)
    {
        var letter = ((char)('a' + (item % 16))).ToString();
        return item < 16 ? letter : Letters(item / 16) + letter;
    }
}
