using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.FitzHughNagumo;
using FhnHw.Kernels.Models;

namespace FhnHw.Kernels.Float;

/// <summary>Every neuron that runs in floating point, by its name as a device: one line a model.</summary>
public static class FloatModels
{
    private static readonly Dictionary<string, Func<ArraySettings, ICellArray>> Known = new()
    {
        [NameOf<FloatModel>()] = settings => new FloatArray(settings),
    };

    /// <summary>The names.</summary>
    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <summary>Makes the array of a name.</summary>
    public static ICellArray Create(string name, ArraySettings settings) => Known[name](settings);

    private static string NameOf<TModel>()
        where TModel : struct, INeuronModel => TModel.Name;
}
