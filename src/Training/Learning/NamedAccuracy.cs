namespace FhnHw.Training.Learning;

/// <summary>An accuracy and what it was measured on.</summary>
/// <param name="Name"><c>test</c>, <c>validation</c> or <c>train</c>, with a remark where needed.</param>
/// <param name="Accuracy">The accuracy.</param>
public readonly record struct NamedAccuracy(string Name, Accuracy Accuracy);
