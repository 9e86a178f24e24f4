namespace FhnHw.Host.Experiments.Peers;

/// <summary>What speeds are told in.</summary>
internal static class WorkUnits
{
    /// <summary>The unit of a kind of work.</summary>
    public static string Of(PeerWork work) => work switch
    {
        PeerWork.Training => "images/s",
        PeerWork.Traces => "GB/s",
        _ => "G neuron-steps/s",
    };

    /// <summary>A speed in that unit.</summary>
    /// <param name="work">The kind of work.</param>
    /// <param name="perSecond">Neuron-steps, bytes or images a second.</param>
    public static double Speed(PeerWork work, double perSecond) => work == PeerWork.Training ? perSecond : perSecond / 1e9;
}
