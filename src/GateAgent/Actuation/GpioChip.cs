using System.Runtime.InteropServices;
using TempIdentity.GateAgent.Interop;

namespace TempIdentity.GateAgent.Actuation;

/// <summary>A GPIO chip: the kernel's calls and nothing more.</summary>
internal interface IGpioChip
{
    /// <summary>GPIO_V2_GET_LINE_IOCTL. Null when the chip or the lines cannot be had.</summary>
    IGpioLines? Request(gpio_v2_line_request request);
}

/// <summary>Requested lines. Thread-safe. Disposing gives them back.</summary>
internal interface IGpioLines : IDisposable
{
    /// <summary>GPIO_V2_LINE_SET_VALUES_IOCTL. False when the kernel refused.</summary>
    bool SetValues(gpio_v2_line_values values);

    /// <summary>Waits for edges: their number, 0 after the timeout, −1 when the lines cannot be read.</summary>
    int ReadEvents(Span<gpio_v2_line_event> events, int timeoutMilliseconds);
}

/// <summary>A chip of the kernel's character device, such as <c>/dev/gpiochip0</c>. Opened for each request.</summary>
internal sealed class GpioChip(string path) : IGpioChip
{
    public IGpioLines? Request(gpio_v2_line_request request)
    {
        using var chip = SafeFileDescriptor.TryOpen(path, Libc.O_RDWR, out _);
        if (chip is null || chip.Ioctl(GpioUapi.GPIO_V2_GET_LINE_IOCTL, ref request).Failed || request.fd < 0) return null;
        return new GpioLines(new SafeFileDescriptor(request.fd));
    }

    private sealed class GpioLines(SafeFileDescriptor lines) : IGpioLines
    {
        public bool SetValues(gpio_v2_line_values values)
        {
            try
            {
                return !lines.Ioctl(GpioUapi.GPIO_V2_LINE_SET_VALUES_IOCTL, ref values).Failed;
            }
            catch (ObjectDisposedException)
            {
                return false;
            }
        }

        public int ReadEvents(Span<gpio_v2_line_event> events, int timeoutMilliseconds)
        {
            var ready = lines.Poll(Libc.POLLIN, timeoutMilliseconds);
            if (ready.Value == 0) return 0;
            if ((ready.Value & Libc.POLLIN) == 0) return -1;
            var bytes = MemoryMarshal.AsBytes(events);
            var eventBytes = bytes.Length / events.Length;
            var read = lines.Read(bytes);
            return read.Value > 0 && read.Value % eventBytes == 0 ? (int)read.Value / eventBytes : -1;
        }

        public void Dispose() => lines.Dispose();
    }
}
