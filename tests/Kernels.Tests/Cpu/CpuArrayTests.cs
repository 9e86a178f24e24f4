using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cpu;
using FhnHw.Tests;

namespace FhnHw.Kernels.Tests.Cpu;

public class CpuArrayTests : PerCellArrayContract
{
    protected override ICellArray Create(ArraySettings settings) => new CpuArray(settings);
}

public class CpuArrayInAvx2LanesTests : PerCellArrayContract
{
    protected override ICellArray Create(ArraySettings settings) => new CpuArray(settings, LaneChoice.Avx2);
}

public class CpuArrayInPortableLanesTests : PerCellArrayContract
{
    protected override ICellArray Create(ArraySettings settings) => new CpuArray(settings, LaneChoice.Portable32);
}

public class CpuArrayInNarrowLanesTests : PerCellArrayContract
{
    protected override ICellArray Create(ArraySettings settings) => new CpuArray(settings, LaneChoice.Narrow32);
}
