namespace FhnHw.Training.Data;

/// <summary>Moves the points of a skeleton as a hand would, so that no two digits are alike.</summary>
internal static class DigitHand
{
    // Standard deviations, chosen by eye against MNIST and by how well a network does.
    private const double PointJitter = 0.044, EndJitter = 0.065, SlantMean = 0.18, SlantSpread = 0.24,
        TurnSpread = 0.075, AspectSpread = 0.18, BendSpread = 0.12;

    /// <summary>Straight pieces between two points of a stroke.</summary>
    private const int Pieces = 5;

    /// <summary>One way of writing a digit, as polylines in a unit box that is bent, slanted and rotated.</summary>
    /// <param name="skeleton">Strokes of one style.</param>
    /// <param name="random">Where the variation comes from.</param>
    public static List<PenPoint[]> Write(PenPoint[][] skeleton, ref DigitRandom random)
    {
        var jittered = Jitter(skeleton, ref random);
        var plane = Plane.Draw(ref random);
        return jittered.ConvertAll(stroke => Array.ConvertAll(Curve(stroke), plane.Move));
    }

    private static List<PenPoint[]> Jitter(PenPoint[][] skeleton, ref DigitRandom random)
    {
        var moved = new Dictionary<PenPoint, PenPoint>();
        var strokes = new List<PenPoint[]>();
        foreach (var stroke in skeleton)
        {
            var points = new PenPoint[stroke.Length];
            for (var i = 0; i < stroke.Length; i++)
            {
                if (!moved.TryGetValue(stroke[i], out points[i]))
                {
                    var spread = i == 0 || i == stroke.Length - 1 ? EndJitter : PointJitter;
                    points[i] = new PenPoint(stroke[i].X + (spread * random.Bell()), stroke[i].Y + (spread * random.Bell()));
                    moved.Add(stroke[i], points[i]);
                }
            }

            strokes.Add(points);
        }

        return strokes;
    }

    // Catmull and Rom's spline: through every point, with the slope of its neighbours' chord. Two equal points make a corner.
    private static PenPoint[] Curve(PenPoint[] p)
    {
        var curve = new PenPoint[((p.Length - 1) * Pieces) + 1];
        for (var i = 0; i < p.Length - 1; i++)
        {
            var (before, from, to, after) = (p[Math.Max(0, i - 1)], p[i], p[i + 1], p[Math.Min(p.Length - 1, i + 2)]);
            for (var piece = 0; piece < Pieces; piece++)
            {
                var t = piece / (double)Pieces;
                curve[(i * Pieces) + piece] = new PenPoint(
                    Spline(before.X, from.X, to.X, after.X, t), Spline(before.Y, from.Y, to.Y, after.Y, t));
            }
        }

        curve[^1] = p[^1];
        return curve;
    }

    private static double Spline(double before, double from, double to, double after, double t)
    {
        var slope = (to - before) / 2;
        var square = (2 * before - (5 * from) + (4 * to) - after) / 2;
        var cube = ((3 * (from - to)) + after - before) / 2;
        return from + (t * (slope + (t * (square + (t * cube)))));
    }

    /// <summary>What is done to the whole digit: bend, aspect, slant, rotation.</summary>
    private readonly record struct Plane(double BendX, double BendY, double Taper, double Aspect, double Slant, double Cos, double Sin)
    {
        public static Plane Draw(ref DigitRandom random)
        {
            var bendX = BendSpread * random.Bell();
            var bendY = BendSpread * random.Bell();
            var taper = 2 * BendSpread * random.Bell();
            var aspect = 0.85 * (1 + (AspectSpread * random.Bell()));
            var slant = SlantMean + (SlantSpread * random.Bell());

            // Cosine and sine from the tangent of half the angle: no library function, whose last bit differs between machines.
            var t = TurnSpread * random.Bell();
            return new Plane(bendX, bendY, taper, aspect, slant, (1 - (t * t)) / (1 + (t * t)), 2 * t / (1 + (t * t)));
        }

        public PenPoint Move(PenPoint point)
        {
            var (u, v) = (point.X - 0.5, point.Y - 0.5);
            var x = (u * (1 + (Taper * v))) + (BendX * 4 * v * v);
            var y = v + (BendY * 4 * u * u);
            x = (x * Aspect) - (y * Slant);
            return new PenPoint((x * Cos) - (y * Sin), (x * Sin) + (y * Cos));
        }
    }
}
