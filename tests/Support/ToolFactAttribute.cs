using FhnHw.Boards.Fpga;

namespace FhnHw.Tests;

/// <summary>A test that really runs some tools; a named skip where one of them is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(params string[] names)
    {
        var box = ToolBox.OfProcess();
        string[] missing = [.. names.Where(name => box.Find(new Tool(name, null)) is null)];
        Skip = missing.Length == 0 ? null : $"Needs {string.Join(" and ", missing)}, which is not installed.";
    }
}

/// <summary>A theory that really runs some tools.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolTheoryAttribute : TheoryAttribute
{
    public ToolTheoryAttribute(params string[] names) => Skip = new ToolFactAttribute(names).Skip;
}
