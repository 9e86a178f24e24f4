namespace FhnHw.Boards.Fpga;

/// <summary>Where tools of FPGAs lie beside the path: an OSS CAD Suite, or what tools/fpga-toolchain fetched.</summary>
/// <param name="suites">Folders of an OSS CAD Suite, the best first.</param>
/// <param name="toolchains">The folder that tools/fpga-toolchain fills, a folder a family.</param>
public sealed class ToolPlaces(IReadOnlyList<string> suites, string toolchains)
{
    /// <summary>Those of this machine and user.</summary>
    public static ToolPlaces OfProcess() => Of(Environment.GetEnvironmentVariable);

    /// <summary>Those that an environment names, and the usual ones.</summary>
    /// <param name="variable">Gives a variable's value, or null.</param>
    public static ToolPlaces Of(Func<string, string?> variable)
    {
        var home = variable("HOME") is { Length: > 0 } given ? given : Path.GetTempPath();
        var data = variable("XDG_DATA_HOME") is { Length: > 0 } set ? set : Path.Combine(home, ".local", "share");
        string[] suites = [variable("OSS_CAD_SUITE") ?? "", Path.Combine(home, "oss-cad-suite"), "/opt/oss-cad-suite"];
        return new ToolPlaces(
            [.. suites.Where(suite => suite.Length > 0)],
            variable("FHNHW_TOOLCHAINS") is { Length: > 0 } folder ? folder : Path.Combine(data, "fhnhw", "toolchains"));
    }

    /// <summary>The folders that may hold the tools of a family, in the order in which they are looked through.</summary>
    public IEnumerable<string> Of(FpgaFamily family) =>
        suites.Append(Path.Combine(toolchains, family.Name)).Select(place => Path.Combine(place, "bin"));
}
