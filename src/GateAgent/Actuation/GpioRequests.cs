using System.Text;
using TempIdentity.GateAgent.Configuration;
using TempIdentity.GateAgent.Interop;

namespace TempIdentity.GateAgent.Actuation;

/// <summary>The two line requests of a gate, as the kernel takes them. Pure.</summary>
internal static class GpioRequests
{
    /// <summary>Position of the relay in the outputs' request.</summary>
    public const int RelayBit = 0;

    /// <summary>A wing's switch settles within this.</summary>
    public const uint PassageDebounceMicroseconds = 10_000;

    /// <summary>Edges that the kernel keeps while nobody reads.</summary>
    public const uint PassageEventsMax = 64;

    /// <summary>Relay and lamps: outputs whose first value, set by the kernel in the same step, is inactive.</summary>
    public static gpio_v2_line_request Outputs(LaneId lane, GateSection.Gpio section)
    {
        var request = For(lane, [section.RelayLine, .. Given(section.GreenLine), .. Given(section.RedLine)]);
        request.config.flags = GpioUapi.GPIO_V2_LINE_FLAG_OUTPUT | (section.ActiveLow ? GpioUapi.GPIO_V2_LINE_FLAG_ACTIVE_LOW : 0);
        request.config.num_attrs = 1;
        request.config.attrs[0].attr.id = GpioUapi.GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES;
        request.config.attrs[0].attr.values = 0;
        request.config.attrs[0].mask = (1UL << (int)request.num_lines) - 1;
        return request;
    }

    /// <summary>The passage sensor: an input, rising edge, debounced by the kernel. Its polarity is wired, not configured.</summary>
    public static gpio_v2_line_request Passage(LaneId lane, int line)
    {
        var request = For(lane, [line]);
        request.config.flags = GpioUapi.GPIO_V2_LINE_FLAG_INPUT | GpioUapi.GPIO_V2_LINE_FLAG_EDGE_RISING;
        request.config.num_attrs = 1;
        request.config.attrs[0].attr.id = GpioUapi.GPIO_V2_LINE_ATTR_ID_DEBOUNCE;
        request.config.attrs[0].attr.debounce_period_us = PassageDebounceMicroseconds;
        request.config.attrs[0].mask = 1;
        request.event_buffer_size = PassageEventsMax;
        return request;
    }

    /// <summary>Bit of the green lamp in the outputs' request, 0 when there is none.</summary>
    public static ulong GreenMask(GateSection.Gpio section) => section.GreenLine is null ? 0UL : 1UL << 1;

    /// <summary>Bit of the red lamp in the outputs' request, 0 when there is none.</summary>
    public static ulong RedMask(GateSection.Gpio section) =>
        section.RedLine is null ? 0UL : 1UL << (section.GreenLine is null ? 1 : 2);

    private static gpio_v2_line_request For(LaneId lane, ReadOnlySpan<int> lines)
    {
        var request = default(gpio_v2_line_request);
        for (var i = 0; i < lines.Length; i++) request.offsets[i] = (uint)lines[i];
        request.num_lines = (uint)lines.Length;

        // The kernel wants a NUL at the end: the last byte stays free.
        var consumer = Encoding.UTF8.GetBytes($"tempidentity lane {lane}");
        consumer.AsSpan(0, Math.Min(consumer.Length, GpioUapi.GPIO_MAX_NAME_SIZE - 1)).CopyTo(request.consumer);
        return request;
    }

    private static int[] Given(int? line) => line is { } given ? [given] : [];
}
