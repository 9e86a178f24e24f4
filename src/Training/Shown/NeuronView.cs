namespace FhnHw.Training.Shown;

/// <summary>
/// What the cells of a network's last hidden layer do: traces, spikes and outputs for a few images, the images that it gets wrong, and the response
/// curves of the cells. Arrays lie as NumPy has them: the last index runs fastest.
/// </summary>
public sealed record NeuronView
{
    /// <summary>Images whose cells are shown, by their numbers in the set: one that is classified correctly, if any, then some that are not.</summary>
    public required int[] Images { get; init; }

    /// <summary>Their pixels: image × row × column, 0 to 255.</summary>
    public required byte[] Pictures { get; init; }

    /// <summary>The current I of each cell for each of them: image × cell.</summary>
    public required float[] Currents { get; init; }

    /// <summary>The mean of g(x) over the samples, of each cell for each of them: image × cell; empty in files of older programs.</summary>
    public float[] Activations { get; init; } = [];

    /// <summary>Times of the samples, time units from the start of a run, the transient included.</summary>
    public required double[] Time { get; init; }

    /// <summary>Outputs of the classes over time: image × class × time.</summary>
    public required float[] Outputs { get; init; }

    /// <summary>Cells of which x is kept, by their number in the layer, in the order of their currents for the first image.</summary>
    public required int[] Cells { get; init; }

    /// <summary>x of these cells over time: image × cell of <see cref="Cells"/> × time.</summary>
    public required float[] Traces { get; init; }

    /// <summary>The cell of each spike that the first image causes, all cells counted; a spike is where x rises through 0.</summary>
    public required int[] SpikeCells { get; init; }

    /// <summary>The time of each, as <see cref="Time"/> counts.</summary>
    public required float[] SpikeTimes { get; init; }

    /// <summary>Numbers of the first images that are classified wrong by vote; some of each class where the set is sorted by class.</summary>
    public required int[] Wrong { get; init; }

    /// <summary>Their pixels: image × row × column.</summary>
    public required byte[] WrongPictures { get; init; }

    /// <summary>Currents of the response curves.</summary>
    public required double[] ResponseCurrents { get; init; }

    /// <summary>Time-mean of g(x): current × cell, or of one cell where all are alike.</summary>
    public required float[] Responses { get; init; }

    /// <summary>The same of an ideal cell; empty where all cells are ideal.</summary>
    public required float[] IdealResponses { get; init; }

    /// <summary>Height of an image, pixels.</summary>
    public required int Rows { get; init; }

    /// <summary>Width of an image, pixels.</summary>
    public required int Columns { get; init; }

    /// <summary>Number of classes.</summary>
    public int Classes => Images.Length * Time.Length == 0 ? 0 : Outputs.Length / Images.Length / Time.Length;

    /// <summary>Number of cells.</summary>
    public int CellCount => Images.Length == 0 ? 0 : Currents.Length / Images.Length;

    /// <summary>The outputs of one image and class over time.</summary>
    public ReadOnlySpan<float> Output(int image, int label) => Outputs.AsSpan(((image * Classes) + label) * Time.Length, Time.Length);

    /// <summary>x of one of <see cref="Cells"/> for one image over time.</summary>
    public ReadOnlySpan<float> Trace(int image, int cell) => Traces.AsSpan(((image * Cells.Length) + cell) * Time.Length, Time.Length);
}
