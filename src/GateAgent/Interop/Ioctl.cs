namespace TempIdentity.GateAgent.Interop;

/// <summary>ioctl numbers by the formula of asm-generic/ioctl.h: direction, argument's size, type, number.</summary>
internal static class Ioctl
{
    public static uint Read(byte type, byte number, int sizeBytes) => Make(2, type, number, sizeBytes);
    public static uint Write(byte type, byte number, int sizeBytes) => Make(1, type, number, sizeBytes);
    public static uint ReadWrite(byte type, byte number, int sizeBytes) => Make(3, type, number, sizeBytes);

    private static uint Make(uint direction, byte type, byte number, int sizeBytes) =>
        (direction << 30) | ((uint)sizeBytes << 16) | ((uint)type << 8) | number;
}
