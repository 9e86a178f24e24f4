using FhnHw.Kernels.Arrays;
using FhnHw.Tests;

namespace FhnHw.Kernels.Tests.Arrays;

public class ReferenceArrayTests : PerCellArrayContract
{
    protected override ICellArray Create(ArraySettings settings) => new ReferenceArray(settings);
}
