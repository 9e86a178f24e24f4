using FhnHw.Host.Boards;

namespace FhnHw.Host.Tests.Boards;

/// <summary>A test that really runs some tools; a named skip where one of them is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(params string[] names)
    {
        var box = ToolBox.OfProcess();
        string[] missing = [.. names.Where(name => box.Find(new Tool(name, null)) is null)];
        Skip = missing.Length == 0 ? null : $"Needs {string.Join(" and ", missing)}, which is not installed.";
    }
}
