namespace FhnHw.Kernels.OpenCl;

/// <summary>Tries forms of the kernels.</summary>
internal interface IOpenClTrial
{
    /// <summary>Why a form is not to be used; null where its bits are right.</summary>
    string? RefusalOf(OpenClForm form);

    /// <summary>The speed of one short call of a form that was not refused, neuron-steps a second.</summary>
    double SpeedOf(OpenClForm form);
}
