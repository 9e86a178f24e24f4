using FhnHw.Host.Terminal;
using FhnHw.Training.Learning;

namespace FhnHw.Host.Results;

/// <summary>Says where a training moves its weights so few times that it cannot have learned much, as a few hundred images in the usual batches do.</summary>
internal static class FewUpdatesText
{
    private const int Few = 200, Enough = 400, SmallBatch = 16;

    /// <summary>One line where there are few updates.</summary>
    /// <param name="training">The recipe.</param>
    /// <param name="images">Images to train on.</param>
    /// <param name="screen">Gets the line.</param>
    public static void Write(TrainingOptions training, int images, Screen screen)
    {
        var anEpoch = (images + training.Batch - 1) / training.Batch;
        var updates = (long)training.Epochs * anEpoch;
        if (updates >= Few || anEpoch == 0)
        {
            return;
        }

        var smaller = training.Batch > SmallBatch && anEpoch < images / SmallBatch ? $" or --batch {SmallBatch}" : "";
        var epochs = training.Epochs == 1 ? "1 epoch" : $"{training.Epochs} epochs";
        screen.Text.WriteLine(
            $"updates only {updates} of the weights ({images} images in batches of {training.Batch}, {epochs}); "
            + $"for more, --epochs {(Enough + anEpoch - 1) / anEpoch}{smaller}");
    }
}
