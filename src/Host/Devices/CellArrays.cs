using FhnHw.Boards.Arrays;
using FhnHw.Boards.Devices;
using FhnHw.Boards.Sessions;
using FhnHw.Host.Slurm;
using FhnHw.Kernels.Arrays;
using FhnHw.Kernels.Cells;
using FhnHw.Kernels.Errors;
using FhnHw.Kernels.Float;
using FhnHw.Kernels.Groups;
using FhnHw.Kernels.Cpu;
using FhnHw.Kernels.OpenCl;
using FhnHw.Training.Hidden;
using FhnHw.Training.Network;

namespace FhnHw.Host.Devices;

/// <summary>Makes arrays from their names.</summary>
public static class CellArrays
{
    /// <summary>Opens the device that a name stands for, for the hidden layers of a network.</summary>
    /// <param name="name">The device.</param>
    /// <param name="settings">What its arrays are made for; the numbers of cells are those of the layers.</param>
    /// <param name="hidden">Cells of each hidden layer.</param>
    /// <param name="link">How patient to be with a board; null for the usual.</param>
    /// <param name="groups">Keeps what the devices of groups have done; null for nobody.</param>
    /// <exception cref="InvalidSettingException">The device cannot run these settings.</exception>
    /// <exception cref="DeviceMissingException">The device is not there.</exception>
    public static OpenDevice Open(DeviceName name, ArraySettings settings, LayerSizes hidden, LinkOptions? link = null, DeviceGroups? groups = null)
    {
        var (place, cells) = PlaceOf(name, settings);
        var arrays = new List<ICellArray>();
        try
        {
            arrays.AddRange(LayerArrays.Of(cells, hidden).Select(layer => CreateChecked(place, layer, link, groups)));
        }
        catch
        {
            arrays.ForEach(array => array.Dispose());
            throw;
        }

        return new OpenDevice(arrays, BoardOf(arrays[0]));
    }

    /// <summary>The board that an array stands on; null where it is none.</summary>
    public static Board? BoardOf(ICellArray? array) => ((array as SpotCheckedArray)?.Checked as BoardArray ?? array as BoardArray)?.Board;

    /// <summary>The array of the device that a name stands for; of one that promises the normative bits some runs are computed again here.</summary>
    /// <inheritdoc cref="Create"/>
    public static ICellArray CreateChecked(DeviceName name, ArraySettings settings, LinkOptions? link = null, DeviceGroups? groups = null)
    {
        if (name is DeviceName.Group group)
        {
            return (groups ?? new DeviceGroups()).Open(group, device => CreateChecked(device, settings, link), link?.Notes);
        }

        var array = Create(name, settings, link);
        return array switch
        {
            BoardArray { Board.Greeting.IsNormative: true } => new SpotCheckedArray(array, SpotCheckedArray.BoardShare),
            OpenClArray => new SpotCheckedArray(array),
            _ => array,
        };
    }

    /// <summary>The array of the device that a name stands for, as it is.</summary>
    /// <param name="name">The device.</param>
    /// <param name="settings">What its array is made for.</param>
    /// <param name="link">How patient to be with a board; null for the usual.</param>
    /// <param name="groups">Keeps what the devices of groups have done; null for nobody.</param>
    /// <exception cref="InvalidSettingException">The device cannot run these settings.</exception>
    /// <exception cref="DeviceMissingException">The device is not there.</exception>
    public static ICellArray Create(DeviceName name, ArraySettings settings, LinkOptions? link = null, DeviceGroups? groups = null) => name switch
    {
        DeviceName.Cpu => new CpuArray(settings),
        DeviceName.SlurmBoard => SlurmBoards.IsInJob ? Create(DeviceName.Parse(SlurmBoards.DeviceOfJob()), settings, link) : new CpuArray(settings),
        DeviceName.Twin(var folder) => new CpuArray(TwinOf(folder, settings)),
        DeviceName.FloatingPoint or DeviceName.OpenCl or DeviceName.BestOpenCl => DeviceArrays.Open(name.ToString(), settings),
        DeviceName.Board(var address) => new BoardArray(address, settings, link ?? new LinkOptions()),
        DeviceName.Simulator board => new BoardArray(SimulatedBoard.For(board, settings, link ?? new LinkOptions()), settings, link ?? new LinkOptions()),
        DeviceName.Group group => (groups ?? new DeviceGroups()).Open(group, device => Create(device, settings, link), link?.Notes),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "A name without an array."),
    };

    /// <summary>The imperfections that a device's cells can have, as far as its name tells. A board tells more once it is open.</summary>
    public static ImperfectionKinds ImperfectionsOf(DeviceName name) =>
        name.Devices.Any(device => device is DeviceName.FloatingPoint) ? FloatArray.Capabilities.Imperfections : ImperfectionKinds.All;

    /// <summary>What the array that a name stands for says of itself; of OpenCL nothing is built for it.</summary>
    /// <param name="name">The device.</param>
    /// <param name="settings">What the array is made for.</param>
    /// <param name="link">How patient to be with a board; null for the usual.</param>
    /// <exception cref="InvalidSettingException">The device cannot run these settings.</exception>
    /// <exception cref="DeviceMissingException">The device is not there.</exception>
    public static ArrayDescription Describe(DeviceName name, ArraySettings settings, LinkOptions? link = null)
    {
        if (name is DeviceName.OpenCl(var platform, var index))
        {
            return OpenClArray.Describe(settings, platform, index, TuningFolder.Tuner); // its kernels would take longer than all else
        }

        using var array = Create(name, settings, link);
        return array.Describe();
    }

    // A twin is the cpu array with other cells. Those of several devices must be the same, so that layers are cut from one set of cells.
    private static (DeviceName Place, ArraySettings Cells) PlaceOf(DeviceName name, ArraySettings settings)
    {
        if (!name.Devices.Any(device => device is DeviceName.Twin))
        {
            return (name, settings);
        }

        var cells = name.Devices.Select(device => device is DeviceName.Twin(var folder) ? TwinOf(folder, settings) : settings).ToArray();
        for (var index = 1; index < cells.Length; index++)
        {
            if (cells[index] != cells[0])
            {
                throw GroupFit.OtherCells(name.Devices[index].ToString(), name.Devices[0].ToString());
            }
        }

        return (name.Change(device => device is DeviceName.Twin ? new DeviceName.Cpu() : device), cells[0]);
    }

    private static ArraySettings TwinOf(string folder, ArraySettings settings)
    {
        if (!settings.Imperfections.IsIdeal)
        {
            throw new InvalidSettingException("A twin has the cells of its calibration; leave out imperfections.");
        }

        var calibration = CellCalibration.Read(folder);
        return settings with { Imperfections = calibration.Twin(settings.Imperfections.Seed), Cells = calibration.Cells.Length };
    }
}
