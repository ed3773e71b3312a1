using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TempIdentity.GateAgent.Interop;

/// <summary>Numbers of linux/gpio.h, uAPI v2: a stable kernel interface.</summary>
internal static class GpioUapi
{
    public const int GPIO_MAX_NAME_SIZE = 32;
    public const int GPIO_V2_LINES_MAX = 64;
    public const int GPIO_V2_LINE_NUM_ATTRS_MAX = 10;

    public const ulong GPIO_V2_LINE_FLAG_ACTIVE_LOW = 1UL << 1;
    public const ulong GPIO_V2_LINE_FLAG_INPUT = 1UL << 2;
    public const ulong GPIO_V2_LINE_FLAG_OUTPUT = 1UL << 3;
    public const ulong GPIO_V2_LINE_FLAG_EDGE_RISING = 1UL << 4;

    public const uint GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES = 2;
    public const uint GPIO_V2_LINE_ATTR_ID_DEBOUNCE = 3;

    public const uint GPIO_V2_LINE_EVENT_RISING_EDGE = 1;

    private const byte Type = 0xB4;
    public static readonly uint GPIO_GET_CHIPINFO_IOCTL = Ioctl.Read(Type, 0x01, Unsafe.SizeOf<gpiochip_info>());
    public static readonly uint GPIO_V2_GET_LINEINFO_IOCTL = Ioctl.ReadWrite(Type, 0x05, Unsafe.SizeOf<gpio_v2_line_info>());
    public static readonly uint GPIO_V2_GET_LINE_IOCTL = Ioctl.ReadWrite(Type, 0x07, Unsafe.SizeOf<gpio_v2_line_request>());
    public static readonly uint GPIO_V2_LINE_GET_VALUES_IOCTL = Ioctl.ReadWrite(Type, 0x0E, Unsafe.SizeOf<gpio_v2_line_values>());
    public static readonly uint GPIO_V2_LINE_SET_VALUES_IOCTL = Ioctl.ReadWrite(Type, 0x0F, Unsafe.SizeOf<gpio_v2_line_values>());
}

[InlineArray(GpioUapi.GPIO_MAX_NAME_SIZE)]
internal struct GpioName
{
    private byte first;
}

[StructLayout(LayoutKind.Sequential)]
internal struct gpiochip_info
{
    public GpioName name;
    public GpioName label;
    public uint lines;
}

/// <summary>Bit n is line n of the request.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct gpio_v2_line_values
{
    public ulong bits;
    public ulong mask;
}

[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct gpio_v2_line_attribute
{
    [FieldOffset(0)] public uint id;
    [FieldOffset(4)] public uint padding;
    [FieldOffset(8)] public ulong flags;
    [FieldOffset(8)] public ulong values;
    [FieldOffset(8)] public uint debounce_period_us;
}

[StructLayout(LayoutKind.Sequential)]
internal struct gpio_v2_line_config_attribute
{
    public gpio_v2_line_attribute attr;
    public ulong mask;
}

[StructLayout(LayoutKind.Sequential)]
internal struct gpio_v2_line_config
{
    public ulong flags;
    public uint num_attrs;
    public Padding padding;
    public Attributes attrs;

    [InlineArray(5)]
    internal struct Padding
    {
        private uint first;
    }

    [InlineArray(GpioUapi.GPIO_V2_LINE_NUM_ATTRS_MAX)]
    internal struct Attributes
    {
        private gpio_v2_line_config_attribute first;
    }
}

[StructLayout(LayoutKind.Sequential)]
internal struct gpio_v2_line_request
{
    public Offsets offsets;
    public GpioName consumer;
    public gpio_v2_line_config config;
    public uint num_lines;
    public uint event_buffer_size;
    public gpio_v2_line_config.Padding padding;
    public int fd;

    [InlineArray(GpioUapi.GPIO_V2_LINES_MAX)]
    internal struct Offsets
    {
        private uint first;
    }
}

[StructLayout(LayoutKind.Sequential)]
internal struct gpio_v2_line_info
{
    public GpioName name;
    public GpioName consumer;
    public uint offset;
    public uint num_attrs;
    public ulong flags;
    public Attributes attrs;
    public Padding padding;

    [InlineArray(GpioUapi.GPIO_V2_LINE_NUM_ATTRS_MAX)]
    internal struct Attributes
    {
        private gpio_v2_line_attribute first;
    }

    [InlineArray(4)]
    internal struct Padding
    {
        private uint first;
    }
}

[StructLayout(LayoutKind.Sequential)]
internal struct gpio_v2_line_event
{
    /// <summary>CLOCK_MONOTONIC, nanoseconds.</summary>
    public ulong timestamp_ns;
    public uint id;
    public uint offset;
    public uint seqno;
    public uint line_seqno;
    public Padding padding;

    [InlineArray(6)]
    internal struct Padding
    {
        private uint first;
    }
}
