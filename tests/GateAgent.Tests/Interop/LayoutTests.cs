using System.Runtime.CompilerServices;
using TempIdentity.GateAgent.Interop;

namespace TempIdentity.GateAgent.Tests.Interop;

/// <summary>Sizes and offsets as a C compiler gives them for 64-bit Linux (linux/gpio.h, asm/termbits.h, sys/timex.h).</summary>
public sealed class LayoutTests
{
    [Fact]
    public void Gpio_structs_have_the_kernels_sizes() => Assert.Equal([68, 16, 16, 24, 272, 592, 256, 48],
        new[]
        {
            Unsafe.SizeOf<gpiochip_info>(), Unsafe.SizeOf<gpio_v2_line_values>(), Unsafe.SizeOf<gpio_v2_line_attribute>(),
            Unsafe.SizeOf<gpio_v2_line_config_attribute>(), Unsafe.SizeOf<gpio_v2_line_config>(), Unsafe.SizeOf<gpio_v2_line_request>(),
            Unsafe.SizeOf<gpio_v2_line_info>(), Unsafe.SizeOf<gpio_v2_line_event>(),
        });

    [Fact]
    public void Other_structs_have_libcs_sizes() => Assert.Equal([8, 16, 44, 208],
        new[] { Unsafe.SizeOf<pollfd>(), Unsafe.SizeOf<timespec>(), Unsafe.SizeOf<termios2>(), Unsafe.SizeOf<timex>() });

    [Fact]
    public void Fields_of_a_line_request_lie_where_the_kernel_reads_them()
    {
        var request = default(gpio_v2_line_request);
        Assert.Equal([0, 256, 288, 560, 564, 568, 588],
            new[]
            {
                Offset(ref request, ref request.offsets), Offset(ref request, ref request.consumer),
                Offset(ref request, ref request.config),
                Offset(ref request, ref request.num_lines), Offset(ref request, ref request.event_buffer_size),
                Offset(ref request, ref request.padding), Offset(ref request, ref request.fd),
            });
        var config = default(gpio_v2_line_config);
        Assert.Equal([0, 8, 12, 32],
            new[]
            {
                Offset(ref config, ref config.flags), Offset(ref config, ref config.num_attrs), Offset(ref config, ref config.padding),
                Offset(ref config, ref config.attrs),
            });
        var attribute = default(gpio_v2_line_config_attribute);
        Assert.Equal([0, 8, 8, 8, 16],
            new[]
            {
                Offset(ref attribute, ref attribute.attr.id), Offset(ref attribute, ref attribute.attr.flags),
                Offset(ref attribute, ref attribute.attr.values), Offset(ref attribute, ref attribute.attr.debounce_period_us),
                Offset(ref attribute, ref attribute.mask),
            });
    }

    [Fact]
    public void Fields_of_line_values_events_and_infos_lie_where_the_kernel_writes_them()
    {
        var values = default(gpio_v2_line_values);
        Assert.Equal(8, Offset(ref values, ref values.mask));
        var edge = default(gpio_v2_line_event);
        Assert.Equal([0, 8, 12, 16, 20],
            new[]
            {
                Offset(ref edge, ref edge.timestamp_ns), Offset(ref edge, ref edge.id), Offset(ref edge, ref edge.offset),
                Offset(ref edge, ref edge.seqno), Offset(ref edge, ref edge.line_seqno),
            });
        var info = default(gpio_v2_line_info);
        Assert.Equal([32, 64, 68, 72, 80],
            new[]
            {
                Offset(ref info, ref info.consumer), Offset(ref info, ref info.offset), Offset(ref info, ref info.num_attrs),
                Offset(ref info, ref info.flags), Offset(ref info, ref info.attrs),
            });
        var chip = default(gpiochip_info);
        Assert.Equal([32, 64], new[] { Offset(ref chip, ref chip.label), Offset(ref chip, ref chip.lines) });
    }

    [Fact]
    public void Fields_of_terminal_settings_poll_and_time_lie_where_the_kernel_has_them()
    {
        var settings = default(termios2);
        Assert.Equal([16, 17, 36, 40],
            new[]
            {
                Offset(ref settings, ref settings.c_line), Offset(ref settings, ref settings.c_cc),
                Offset(ref settings, ref settings.c_ispeed), Offset(ref settings, ref settings.c_ospeed),
            });
        var entry = default(pollfd);
        Assert.Equal([4, 6], new[] { Offset(ref entry, ref entry.events), Offset(ref entry, ref entry.revents) });
        var time = default(timex);
        Assert.Equal([24, 40, 72, 88, 160],
            new[]
            {
                Offset(ref time, ref time.maxerror), Offset(ref time, ref time.status), Offset(ref time, ref time.time),
                Offset(ref time, ref time.tick), Offset(ref time, ref time.tai),
            });
    }

    [Fact]
    public void Ioctl_numbers_follow_the_formula() =>
        Assert.Equal([0x8044B401, 0xC100B405, 0xC250B407, 0xC010B40E, 0xC010B40F, 0x802C542A, 0x402C542B],
            new[]
            {
                GpioUapi.GPIO_GET_CHIPINFO_IOCTL, GpioUapi.GPIO_V2_GET_LINEINFO_IOCTL, GpioUapi.GPIO_V2_GET_LINE_IOCTL,
                GpioUapi.GPIO_V2_LINE_GET_VALUES_IOCTL, GpioUapi.GPIO_V2_LINE_SET_VALUES_IOCTL, Tty.TCGETS2, Tty.TCSETS2,
            });

    [Theory]
    [InlineData(8, true, true, null)]
    [InlineData(4, true, true, "platform_32_bit_unsupported")]
    [InlineData(8, false, true, "platform_not_linux")]
    [InlineData(8, true, false, "platform_big_endian_unsupported")]
    public void Other_platforms_are_refused_by_name(int pointerBytes, bool linux, bool littleEndian, string? refusal) =>
        Assert.Equal(refusal, NativePlatform.Refusal(pointerBytes, linux, littleEndian));

    private static int Offset<TStruct, TField>(ref TStruct whole, ref TField field)
        where TStruct : unmanaged
        where TField : unmanaged
        => (int)Unsafe.ByteOffset(ref Unsafe.As<TStruct, byte>(ref whole), ref Unsafe.As<TField, byte>(ref field));
}
