using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Managed;
using FhnHw.Kernels.Tests.Arrays;

namespace FhnHw.Kernels.Tests.Managed;

public class ManagedArrayTests : FixedArrayContract
{
    protected override ICellArray Create(ArraySettings settings) => new ManagedArray(settings);
}

public class ManagedArrayInAvx2LanesTests : FixedArrayContract
{
    protected override ICellArray Create(ArraySettings settings) => new ManagedArray(settings, LaneChoice.Avx2);
}

public class ManagedArrayInPortableLanesTests : FixedArrayContract
{
    protected override ICellArray Create(ArraySettings settings) => new ManagedArray(settings, LaneChoice.Portable32);
}
