using FhnHw.Files;

namespace FhnHw.Training.Shown;

/// <summary>neurons.npz: a <see cref="NeuronView"/> as NumPy opens it.</summary>
public static class NeuronViewFile
{
    private const double Largest = 1e30;

    /// <summary>The file of a folder.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, "neurons.npz");

    /// <summary>Writes it.</summary>
    public static void Write(string folder, NeuronView view)
    {
        var (images, cells, times, rows, columns) = (view.Images.Length, view.CellCount, view.Time.Length, view.Rows, view.Columns);
        Npz.Write(
            PathIn(folder),
            [
                new("image", NpyArray.Of(view.Images)),
                new("picture", NpyArray.Of(view.Pictures, images, rows, columns)),
                new("current", NpyArray.Of(view.Currents, images, cells)),
                new("activation", NpyArray.Of(view.Activations, images, cells)),
                new("t", NpyArray.Of(view.Time)),
                new("output", NpyArray.Of(view.Outputs, images, view.Classes, times)),
                new("cell", NpyArray.Of(view.Cells)),
                new("x", NpyArray.Of(view.Traces, images, view.Cells.Length, times)),
                new("spike_cell", NpyArray.Of(view.SpikeCells)),
                new("spike_t", NpyArray.Of(view.SpikeTimes)),
                new("wrong", NpyArray.Of(view.Wrong)),
                new("wrong_picture", NpyArray.Of(view.WrongPictures, view.Wrong.Length, rows, columns)),
                new("response_current", NpyArray.Of(view.ResponseCurrents)),
                new("response", NpyArray.Of(view.Responses, view.ResponseCurrents.Length, view.Responses.Length / Math.Max(1, view.ResponseCurrents.Length))),
                new("response_ideal", NpyArray.Of(view.IdealResponses)),
            ],
            compress: true);
    }

    /// <summary>Reads a folder's; null where it has none.</summary>
    /// <exception cref="UnusableFileException">The file is damaged, or its arrays do not fit together.</exception>
    public static NeuronView? Read(string folder)
    {
        if (!File.Exists(PathIn(folder)))
        {
            return null;
        }

        var file = Npz.Read(PathIn(folder));
        var (images, cells, times) = (file.Get<int>("image", -1), file.Get<int>("cell", -1), Finite(file, "t", -1));
        var shape = file["picture"].Shape;
        var (rows, columns) = shape.Count == 3 ? (shape[1], shape[2]) : (0, 0);
        var wrong = file.Get<int>("wrong", -1);
        var spikes = file.Get<int>("spike_cell", -1);
        var currents = Finite(file, "response_current", -1);
        return new NeuronView
        {
            Images = images,
            Pictures = file.Get<byte>("picture", images.Length, rows, columns),
            Currents = file.GetFinite<float>("current", Largest, images.Length, -1),
            Activations = file.Has("activation") ? file.GetFinite<float>("activation", Largest, images.Length, -1) : [],
            Time = times,
            Outputs = file.GetFinite<float>("output", Largest, images.Length, -1, times.Length),
            Cells = cells,
            Traces = file.GetFinite<float>("x", Largest, images.Length, cells.Length, times.Length),
            SpikeCells = spikes,
            SpikeTimes = file.GetFinite<float>("spike_t", Largest, spikes.Length),
            Wrong = wrong,
            WrongPictures = file.Get<byte>("wrong_picture", wrong.Length, rows, columns),
            ResponseCurrents = currents,
            Responses = file.GetFinite<float>("response", Largest, currents.Length, -1),
            IdealResponses = file.GetFinite<float>("response_ideal", Largest, -1),
            Rows = rows,
            Columns = columns,
        };
    }

    private static double[] Finite(NpzFile file, string name, params int[] shape) => file.GetFinite<double>(name, Largest, shape);
}
