namespace TempIdentity.TokenCrypto.Codes;

/// <summary>Vehicle classes (准驾车型) as bits: bit 0 is the first of <see cref="All"/>.</summary>
public static class VehicleClasses
{
    /// <summary>The classes in bit order (公安部令第162号).</summary>
    public static IReadOnlyList<string> All { get; } =
        ["A1", "A2", "A3", "B1", "B2", "C1", "C2", "C3", "C4", "C5", "C6", "D", "E", "F", "M", "N", "P"];

    /// <summary>The bits of a list of classes. Throws <see cref="ArgumentException"/> for an unknown class.</summary>
    public static uint Pack(IEnumerable<string> classes)
    {
        uint bits = 0;
        var all = All.ToList();
        foreach (var name in classes)
        {
            var bit = all.IndexOf(name);
            if (bit < 0) throw new ArgumentException("Unknown vehicle class.", nameof(classes));
            bits |= 1u << bit;
        }
        return bits;
    }

    /// <summary>The classes of a bitmap; bits without a class are left out.</summary>
    public static IReadOnlyList<string> Unpack(uint bits) => [.. All.Where((_, bit) => (bits >> bit & 1) != 0)];
}
