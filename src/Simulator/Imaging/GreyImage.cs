namespace TempIdentity.Simulator.Imaging;

/// <summary>Pixels as a scanner's camera sees them: one byte each, 0 black to 255 white, rows from the top, no padding.</summary>
internal sealed record GreyImage(int Width, int Height, byte[] Pixels);
