namespace FhnHw.Host.Tests.Architecture;

/// <summary>A member of one namespace names a type of another.</summary>
/// <param name="From">The member's namespace.</param>
/// <param name="To">The named type's namespace.</param>
/// <param name="Member">The member, such as <c>FhnHw.Kernels.Managed.LaneStep::Run</c>, and the type that it names.</param>
internal sealed record TypeUse(string From, string To, string Member);
