using Silk.NET.OpenCL;

namespace FhnHw.Kernels.OpenCl;

/// <summary>An in-order queue: what is put into it runs one after another, beside the work of other queues.</summary>
internal sealed unsafe class OpenClQueue : IDisposable
{
    private readonly CL _cl = OpenClApi.Instance;

    public OpenClQueue(OpenClContext context)
    {
        Context = context;
        int code;
        Handle = _cl.CreateCommandQueue(context.Handle, context.Device.Id, CommandQueueProperties.None, &code);
        OpenClApi.Check(code, "open a queue", context.Device);
    }

    /// <summary>The context.</summary>
    public OpenClContext Context { get; }

    /// <summary>OpenCL's handle.</summary>
    public nint Handle { get; }

    /// <summary>Sends what was put in to the device, without waiting.</summary>
    public void Flush() => OpenClApi.Check(_cl.Flush(Handle), "begin its work", Context.Device);

    /// <summary>Waits for all that was started.</summary>
    public void Finish() => OpenClApi.Check(_cl.Finish(Handle), "finish its work", Context.Device);

    /// <summary>Waits for all that was started, after an error.</summary>
    public void Settle() => _ = _cl.Finish(Handle);

    public void Dispose()
    {
        _ = _cl.Finish(Handle);
        _ = _cl.ReleaseCommandQueue(Handle);
    }
}
