using FhnHw.Training.Network;

namespace FhnHw.Training.Tests.Network;

/// <summary>The loss of a whole batch, image by image.</summary>
internal static class Batches
{
    public static (double Loss, int Correct) Differentiate(ILoss loss, float[] outputs, float[] bias, byte[] labels, int[] indices)
    {
        var (sum, correct) = (0.0, 0);
        foreach (var (place, index) in indices.Index())
        {
            var one = loss.Differentiate(outputs.AsSpan(place * bias.Length, bias.Length), bias, labels[index], indices.Length);
            sum += one.Loss;
            correct += one.Correct ? 1 : 0;
        }

        return (sum, correct);
    }
}
