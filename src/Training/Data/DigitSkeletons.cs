using System.Globalization;

namespace FhnHw.Training.Data;

/// <summary>A point of the plane; y grows downwards.</summary>
internal readonly record struct PenPoint(double X, double Y);

/// <summary>
/// How people write digits: for each class some styles, each a few strokes, each stroke the points that the pen passes through.
/// </summary>
/// <remarks>
/// Points lie in a unit box and are written as hundredths, x then y downwards. Strokes are separated by '/'. A stroke is a smooth
/// curve through its points; a point written twice in a row is a corner. Points that are equal stay together however they are moved.
/// Styles that are more common are written more often.
/// </remarks>
internal static class DigitSkeletons
{
    private static readonly string[][] Texts =
    [
        [ // 0: from the top, anticlockwise; closed, overlapping, slim
            "55,2 28,10 10,42 15,80 42,98 74,86 90,50 80,14 55,2",
            "62,6 35,4 12,32 10,68 34,97 66,92 88,60 84,22 62,6 50,10",
            "50,0 28,18 20,50 26,82 48,100 70,84 78,50 70,16 50,0",
            "70,12 45,2 16,28 12,66 36,96 70,88 90,52 82,20 60,6 44,12",
        ],
        [ // 1: a bar, bent bars, with flag, with flag and foot
            "50,0 50,50 50,100",
            "56,0 52,50 46,100",
            "48,0 50,50 52,100",
            "54,0 48,50 46,100",
            "50,0 53,50 50,100",
            "32,22 44,12 52,0 52,0 50,50 50,100",
            "30,26 44,14 54,0 54,0 53,50 52,98 / 26,98 52,98 80,97",
        ],
        [ // 2: angular foot, looped foot, swinging foot
            "14,26 30,5 60,2 80,20 72,46 42,74 12,97 12,97 50,95 92,94",
            "12,22 34,4 68,5 82,28 62,60 32,88 10,92 14,76 36,77 62,92 94,88",
            "16,30 34,6 62,4 76,24 64,52 36,82 10,98 10,98 40,88 70,94 92,98",
            "10,20 36,2 70,8 78,32 56,64 22,92 8,86 22,74 46,84 70,98 94,94",
        ],
        [ // 3: two bowls with a corner, flat top, with a loop in the middle
            "14,14 44,0 76,12 74,34 40,48 40,48 78,56 88,78 62,98 30,98 8,86",
            "14,8 46,4 82,4 82,4 60,26 38,44 38,44 76,52 86,74 62,97 32,98 8,88",
            "16,12 48,2 76,16 66,38 44,47 36,50 48,48 76,58 84,80 56,99 14,92",
            "10,16 42,0 74,10 76,32 46,46 46,46 80,60 80,86 48,100 10,90",
        ],
        [ // 4: open, closed, open and rounded
            "20,4 12,28 12,50 40,54 66,50 90,46 / 78,2 74,50 68,100",
            "66,0 36,34 6,62 6,62 50,62 94,60 / 66,0 66,50 64,100",
            "16,6 10,34 24,54 56,52 78,38 / 82,4 78,38 72,100",
            "24,0 14,30 12,54 12,54 50,55 84,50 / 72,14 70,56 66,100",
        ],
        [ // 5: bar last, in one line, rounded
            "24,6 18,42 18,42 46,35 78,48 84,72 62,96 34,99 8,90 / 24,6 54,6 88,2",
            "86,4 54,6 28,8 28,8 20,42 20,42 50,38 80,54 80,80 52,98 12,92",
            "88,6 58,6 34,10 24,36 24,36 52,46 74,62 72,86 46,99 10,94",
            "26,4 22,40 22,40 54,36 82,56 76,84 44,100 10,88 / 26,4 50,5 78,8",
        ],
        [ // 6: round, with a straight back, wide loop
            "70,2 38,22 14,54 14,84 40,99 72,88 78,66 52,54 24,66 14,84",
            "50,0 26,34 14,68 24,94 52,99 74,84 70,62 46,56 22,72 14,68",
            "82,6 46,18 18,50 12,82 40,100 78,92 84,68 58,56 28,68 18,88",
            "44,0 24,40 20,76 38,99 66,92 72,70 50,58 24,72",
        ],
        [ // 7: plain, with bar, with serif, curved
            "8,10 48,8 90,6 90,6 62,44 40,100",
            "8,8 48,8 88,6 88,6 60,48 42,100 / 30,52 54,50 80,48",
            "10,26 12,8 12,8 50,9 88,8 88,8 62,50 46,100",
            "8,14 34,4 66,10 88,6 88,6 70,36 54,68 50,100",
        ],
        [ // 8: one line from the right, two loops, one line open at the top
            "76,12 48,0 22,14 30,36 54,50 80,72 66,96 36,98 16,78 40,52 70,32 76,12",
            "50,0 28,12 30,36 50,47 70,34 72,12 50,0 / 50,47 22,62 20,86 48,100 78,86 76,62 50,47",
            "82,16 54,2 26,14 32,38 58,52 74,76 54,98 28,92 26,68 52,48 84,18",
            "60,48 30,34 34,8 62,2 78,20 58,46 28,66 24,90 50,99 72,84 60,48",
        ],
        [ // 9: straight stem, bent tail, hooked tail, loop first
            "78,18 50,2 20,16 16,40 42,52 70,40 78,18 78,18 76,56 66,100",
            "80,12 48,2 18,20 22,44 50,48 74,30 80,12 80,12 80,50 70,82 48,98",
            "76,16 48,0 20,18 20,42 46,52 72,36 76,16 76,16 80,58 62,94 22,94",
            "72,8 40,4 20,26 32,46 58,40 76,14 76,14 70,54 52,100",
        ],
    ];

    /// <summary>Strokes [class][style][stroke][point].</summary>
    public static readonly PenPoint[][][][] All =
        Array.ConvertAll(Texts, styles => Array.ConvertAll(styles, style => Array.ConvertAll(style.Split('/'), Stroke)));

    private static PenPoint[] Stroke(string text) =>
        Array.ConvertAll(text.Split(' ', StringSplitOptions.RemoveEmptyEntries), pair =>
        {
            var comma = pair.IndexOf(',', StringComparison.Ordinal);
            return new PenPoint(Hundredths(pair.AsSpan(0, comma)), Hundredths(pair.AsSpan(comma + 1)));
        });

    private static double Hundredths(ReadOnlySpan<char> text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) / 100.0;
}
