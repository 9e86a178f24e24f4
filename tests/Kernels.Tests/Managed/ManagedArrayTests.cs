using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Managed;
using FhnHw.Tests;

namespace FhnHw.Kernels.Tests.Managed;

public class ManagedArrayTests : PopulationArrayContract
{
    protected override ICellArray Create(ArraySettings settings) => new ManagedArray(settings);
}

public class ManagedArrayInAvx2LanesTests : PopulationArrayContract
{
    protected override ICellArray Create(ArraySettings settings) => new ManagedArray(settings, LaneChoice.Avx2);
}

public class ManagedArrayInPortableLanesTests : PopulationArrayContract
{
    protected override ICellArray Create(ArraySettings settings) => new ManagedArray(settings, LaneChoice.Portable32);
}
