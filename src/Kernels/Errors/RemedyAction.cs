namespace FhnHw.Kernels.Errors;

/// <summary>What can be done about an error that no setting alone mends: the names that <see cref="Remedy.Do"/> takes.</summary>
public static class RemedyAction
{
    /// <summary>Take another device.</summary>
    public const string OtherDevice = "try another device";

    /// <summary>Take the CPU array.</summary>
    public const string CpuArray = "take the CPU array";

    /// <summary>Take the CPU array or the simulated board, whose cells can have per-cell parameters.</summary>
    public const string DeviceWithOwnCells = "take the CPU array or the simulated board";

    /// <summary>Leave every imperfection out.</summary>
    public const string IdealCells = "take ideal cells";

    /// <summary>Take cells without noise that are reset between images.</summary>
    public const string SilentCells = "take cells without noise that are reset between images";

    /// <summary>Check whether this machine has all that is needed.</summary>
    public const string CheckMachine = "check the machine";

    /// <summary>Compare the device with the CPU array; the value is the device, where its name is known.</summary>
    public const string CompareWithManaged = "compare the device with the CPU array";

    /// <summary>Stream the images instead of using a response table.</summary>
    public const string Stream = "stream instead of a response table";

    /// <summary>Take a response table.</summary>
    public const string TakeTable = "take a response table";

    /// <summary>Give the folder of a run.</summary>
    public const string GiveRun = "give the folder of a run";

    /// <summary>Continue the run of a folder, the value.</summary>
    public const string ContinueRun = "continue the run";

    /// <summary>Write to another folder.</summary>
    public const string OtherFolder = "write to another folder";

    /// <summary>Give the images that a run was made with.</summary>
    public const string SameImages = "give the same images";

    /// <summary>Say where the images are.</summary>
    public const string ImagesFolder = "give the folder of the images";

    /// <summary>Take the digits that are drawn by the program.</summary>
    public const string BuiltInDigits = "take the built-in digits";

    /// <summary>Measure the cells again, with this gain.</summary>
    public const string CalibrateAgain = "calibrate again";

    /// <summary>Give the folder of a calibration.</summary>
    public const string GiveProfile = "give the folder of a calibration";

    /// <summary>Build the board again; the value is the <c>CellFormat</c> to build it for, where that is known.</summary>
    public const string RebuildBoard = "rebuild the board";

    /// <summary>Build the bitstream of a board, the value.</summary>
    public const string BuildBitstream = "build the bitstream";

    /// <summary>Build the board with per-cell parameters.</summary>
    public const string BuildOwnCells = "build the board with per-cell parameters";

    /// <summary>Test whether the board at an address, the value, keeps to the protocol.</summary>
    public const string TestConformance = "test the board's conformance";

    /// <summary>Measure the line to an address, the value.</summary>
    public const string MeasureLine = "measure the line";

    /// <summary>Give the token of a board that is shared.</summary>
    public const string GiveToken = "give the token of the shared board";

    /// <summary>Make a token for a board that is to be shared.</summary>
    public const string MakeToken = "make a token";

    /// <summary>Run the program from a checkout of the repository.</summary>
    public const string RunFromCheckout = "run from a checkout";
}
