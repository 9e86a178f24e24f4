using System.Text.RegularExpressions;
using FhnHw.Kernels.Arrays;

namespace FhnHw.Boards.Fpga;

/// <summary>What a programmer's failure means, in one sentence with the advice that helps.</summary>
/// <param name="tool">The programmer.</param>
/// <param name="run">Its run, which failed.</param>
/// <param name="log">Where all that it printed is kept.</param>
internal sealed partial class ProgrammerTrouble(Tool tool, ToolRun run, string log)
{
    // Codes of libftdi's ftdi_usb_open, which openFPGALoader prints.
    private const int NotFound = -3, NotOpened = -4, NotClaimed = -5;

    private const string Rule = "SUBSYSTEM==\"usb\", ATTR{idVendor}==\"0403\", MODE=\"0660\", GROUP=\"plugdev\", TAG+=\"uaccess\"";

    // Lines that say nothing of the cause, and words that a cause has.
    private static readonly string[] Closing = ["ABORT", "Bye"];
    private static readonly string[] Words = ["error", "fail", "difference", "can't", "cannot", "unable", "invalid", "not "];

    /// <summary>The line most likely to say what went wrong.</summary>
    public string Complaint
    {
        get
        {
            var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(line => !Closing.Any(word => line.StartsWith(word, StringComparison.Ordinal))).ToArray();
            return Array.Find(lines, line => Words.Any(word => line.Contains(word, StringComparison.OrdinalIgnoreCase)))
                ?? lines.LastOrDefault() ?? "it says nothing";
        }
    }

    /// <summary>The error to report.</summary>
    /// <param name="boards">The devices on USB that may be the board.</param>
    /// <param name="others">Other devices with FTDI's chip.</param>
    /// <param name="isRoot">True where the program may open everything.</param>
    public Exception ToError(IReadOnlyList<UsbDevice> boards, IReadOnlyList<UsbDevice> others, bool isRoot) => Code() switch
    {
        NotFound when boards.Count == 0 => new DeviceMissingException(others.Count == 0
            ? $"{tool.Name} finds no board on USB; plug it in, and see 'lsusb' for a device of 0403 (FTDI)."
            : $"{tool.Name} finds no board on USB, only {string.Join(" and ", others.Select(Text))}, which is another cable; plug the board itself in."),
        NotFound or NotOpened => new DeviceMissingException(isRoot
            ? $"The board is attached but cannot be opened, even by root; end what else uses it, and in a container pass /dev/bus/usb on ({log})."
            : $"The board is attached but may not be opened; write '{Rule}' into /etc/udev/rules.d/53-fhnhw.rules, "
                + "run 'sudo udevadm control --reload', and plug it in again."),
        NotClaimed => new DeviceMissingException(
            "The board is attached but another program, or the kernel's serial driver, has it; end what has its port open, "
                + $"and if that is not enough run 'sudo modprobe -r ftdi_sio' ({log})."),
        < NotClaimed => new DeviceMissingException(
            $"The board is attached but does not answer as it should ('{Complaint.TrimEnd('.')}'); unplug it, wait a moment and plug it in again ({log})."),
        _ => new BoardCheckException(
            $"{tool.Name} failed with code {run.Code} ('{Complaint.TrimEnd('.')}'); check the cable and try again; all that it said is in {log}."),
    };

    // 0 where the output tells of no failure to open. iceprog tells none apart.
    private int Code()
    {
        if (run.Output.Contains("Can't find iCE FTDI USB device", StringComparison.Ordinal))
        {
            return NotFound;
        }

        var match = OpenLine().Match(run.Output);
        return !match.Success ? 0
            : match.Groups[1].Success ? int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)
            : NotFound;
    }

    private static string Text(UsbDevice device) => $"0403:{device.Product}{(device.Serial.Length > 0 ? $" ({device.Serial})" : "")}";

    [GeneratedRegex(@"unable to open (?:ftdi )?device(?:: *(-[0-9]{1,3})\b)?", RegexOptions.IgnoreCase)]
    private static partial Regex OpenLine();
}
