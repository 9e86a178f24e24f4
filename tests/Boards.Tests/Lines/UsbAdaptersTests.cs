using FhnHw.Boards.Lines;
using FhnHw.Kernels.Arrays;
using FhnHw.Tests;

namespace FhnHw.Boards.Tests.Lines;

/// <summary>Adapters in a tree of the kernel's devices that the test made up.</summary>
public sealed class UsbAdaptersTests : IDisposable
{
    private readonly TemporaryFolder _system = new();

    public void Dispose() => _system.Dispose();

    [UnixFact]
    public void An_adapter_is_found_by_its_number_whatever_its_port_is_called()
    {
        Plug("ttyUSB1", "1-2", 0, "FT4MG5XK");
        Plug("ttyUSB0", "1-3", 0, "A10K2X9D");
        Assert.Equal("/dev/ttyUSB1", Adapters.Find("FT4MG5XK", null, null));
        Assert.Equal("/dev/ttyUSB0", Adapters.Find(null, "1-3", null));
        Assert.Equal(["serial:usb:A10K2X9D", "serial:usb:FT4MG5XK"], Names());
    }

    [UnixFact]
    public void Of_an_adapter_with_two_ports_one_is_named()
    {
        Plug("ttyUSB0", "1-2", 0, "iCE");
        Plug("ttyUSB1", "1-2", 1, "iCE");
        Assert.Equal(["serial:usb:iCE:0", "serial:usb:iCE:1"], Names());
        Assert.Equal("/dev/ttyUSB1", Adapters.Find("iCE", null, 1));
        Assert.Contains("serial:usb:iCE:0, serial:usb:iCE:1", Refusal("iCE", null, null));
    }

    [UnixFact]
    public void Adapters_that_share_a_number_or_have_none_are_named_by_their_socket()
    {
        Plug("ttyUSB0", "1-1.4", 0, "0001");
        Plug("ttyUSB1", "1-2", 0, "0001");
        Plug("ttyACM0", "2-1", 0, null);
        Assert.Equal(["serial:path:2-1", "serial:path:1-1.4", "serial:path:1-2"], Names());
        Assert.Contains("serial:path:1-1.4, serial:path:1-2", Refusal("0001", null, null));
        Assert.Equal("/dev/ttyACM0", Adapters.Find(null, "2-1", null));
    }

    [UnixFact]
    public void What_is_not_plugged_in_is_told_with_what_is()
    {
        Assert.Contains("there is none at all", Refusal("FT4MG5XK", null, null));
        Plug("ttyUSB0", "1-3", 0, "A10K2X9D");
        Assert.Contains("there is serial:usb:A10K2X9D", Refusal("FT4MG5XK", null, null));
        Assert.Contains("and a port 1", Refusal("A10K2X9D", null, 1));
    }

    [UnixFact]
    public void Ports_that_are_not_on_USB_are_none_of_these()
    {
        Directory.CreateDirectory(_system["class/tty/ttyUSB9"]);
        Assert.Empty(Adapters.List());
    }

    [Theory]
    [InlineData("serial:usb:FT4MG5XK", "serial:usb:FT4MG5XK")]
    [InlineData("serial:usb:FT4MG5XK:1@115200", "serial:usb:FT4MG5XK:1@115200")]
    [InlineData("serial:path:1-2.4@3000000", "serial:path:1-2.4")]
    [InlineData("serial:path:1-2.4:0", "serial:path:1-2.4:0")]
    public void A_name_is_read_and_written_alike(string text, string name)
    {
        var address = Assert.IsType<BoardAddress.Usb>(BoardAddress.TryParse(text));
        Assert.Equal(name, address.ToString());
        Assert.True(address.IsSerial);
    }

    [Theory]
    [InlineData("serial:usb:")]
    [InlineData("serial:/dev/serial/by-path/pci-0000:00:14.0-usb-0:2:1.0-port0")]
    public void Other_text_is_a_path(string text) => Assert.IsType<BoardAddress.Serial>(BoardAddress.TryParse(text));

    private UsbAdapters Adapters => new(_system.Path);

    private string[] Names()
    {
        var all = Adapters.List();
        return [.. all.Select(adapter => UsbAdapters.NameOf(adapter, all))];
    }

    private string Refusal(string? number, string? socket, int? which) =>
        Assert.Throws<DeviceMissingException>(() => Adapters.Find(number, socket, which)).Message;

    // As Linux has it: class/tty/ttyUSB0 is a link to devices/usb1/1-2/1-2:1.0/ttyUSB0/tty/ttyUSB0.
    private void Plug(string port, string socket, int which, string? number)
    {
        var adapter = _system[$"devices/usb1/{socket}"];
        var place = Path.Combine(adapter, $"{socket}:1.{which}", port, "tty", port);
        Directory.CreateDirectory(place);
        File.WriteAllText(Path.Combine(adapter, $"{socket}:1.{which}", "bInterfaceNumber"), $"{which:x2}\n");
        File.WriteAllText(Path.Combine(adapter, "product"), "USB Serial\n");
        if (number is not null)
        {
            File.WriteAllText(Path.Combine(adapter, "serial"), number + "\n");
        }

        Directory.CreateDirectory(_system["class/tty"]);
        Directory.CreateSymbolicLink(_system[$"class/tty/{port}"], place);
    }
}
