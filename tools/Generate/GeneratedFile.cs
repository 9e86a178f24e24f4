namespace FhnHw.Generate;

/// <summary>A file of the repository that is derived from others.</summary>
/// <param name="Path">Where it stands, from the repository's root, with forward slashes.</param>
/// <param name="Text">Its whole content, lines ended by LF.</param>
public sealed record GeneratedFile(string Path, string Text)
{
    /// <summary>Every generated file: one line a generator.</summary>
    public static IEnumerable<GeneratedFile> All() =>
    [
        .. StepVectors.Files(),
        .. CellVectors.Files(),
        .. CHeaders.Files(),
        .. Wire.ProtocolHeaders.Files(),
        .. Wire.ProtocolTables.Files(),
        .. FrameVectors.Files(),
        .. JobVectors.Files(),
        .. PerCellJobVectors.Files(),
        .. VerilogHeaders.Files(),
        .. Architecture.Picture.Files(),
        .. NetworkPicture.Files(),
        .. DatapathPicture.Files(),
        .. NeuronCosts.Files(),
        .. Waves.WaveSetups.Files(),
        .. Reference.ReferencePages.Files(),
        .. PublicApi.Baselines.Files(),
    ];

    /// <summary>True where the committed file is missing or differs; line ends are left to git.</summary>
    public bool IsStale(string root)
    {
        var path = System.IO.Path.Combine(root, Path);
        return !File.Exists(path) || File.ReadAllText(path).ReplaceLineEndings("\n") != Text;
    }

    /// <summary>Writes the file below the root.</summary>
    public void Write(string root)
    {
        var path = System.IO.Path.Combine(root, Path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, Text);
    }
}
