using FhnHw.Kernels.Arrays;

namespace FhnHw.Kernels.Tests.Arrays;

public class ReferenceArrayTests : PopulationArrayContract
{
    protected override ICellArray Create(ArraySettings settings) => new ReferenceArray(settings);
}
