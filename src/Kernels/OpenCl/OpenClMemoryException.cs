using FhnHw.Kernels.Arrays;

namespace FhnHw.Kernels.OpenCl;

/// <summary>A device has no room, or no other resources, for what it was asked to do; fewer runs at once may help.</summary>
/// <param name="message">One sentence for the user.</param>
internal sealed class OpenClMemoryException(string message) : DeviceLostException(message);
