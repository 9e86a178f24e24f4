using System.Text.Json;

namespace FhnHw.Host.Live.Server;

/// <summary>What a page shows. Every method is called from the server's threads.</summary>
internal interface ILiveContent
{
    /// <summary>What it is told as it happens.</summary>
    LiveTopics Topics { get; }

    /// <summary>Some images with their labels, packed as <see cref="LiveBytes"/> says; those that there are.</summary>
    /// <param name="numbers">Their numbers in the set.</param>
    byte[] Images(IReadOnlyList<int> numbers);

    /// <summary>The weights into the first hidden layer, packed; empty where there is no network.</summary>
    byte[] Weights();

    /// <summary>What cells answer, packed.</summary>
    /// <param name="ask">An image by its <c>image</c> number, <c>pixels</c> of one that was drawn, or <c>currents</c>.</param>
    /// <exception cref="Exception">It cannot be answered; <see cref="Explain"/> says why.</exception>
    byte[] Answer(JsonElement ask);

    /// <summary>Why something failed, in one sentence.</summary>
    string Explain(Exception error);
}
