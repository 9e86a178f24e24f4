using FhnHw.Kernels.Cpu;
using FhnHw.Kernels.FitzHughNagumo;

namespace FhnHw.Kernels.Tests.Cpu;

public class SlicedStepTests
{
    // docs/opencl.md says from these how many LOP3 a GPU would need.
    [Theory]
    [InlineData(3, 3, 45)]
    [InlineData(3, 6, 45)]
    [InlineData(4, 6, 64)]
    public void A_step_of_narrow_cells_has_few_gates(int wordBits, int extraBits, int gates)
    {
        var step = new SlicedStep(new CellConstants(new CellFormat(wordBits: wordBits, currentExtraBits: extraBits), new CellParameters()));
        Assert.Equal(gates, step.Circuit.Gates.Count);
    }
}
