using System.Runtime.Versioning;

// Pseudo-terminals, file modes and signals: the Simulator runs where the appliance runs.
[assembly: SupportedOSPlatform("linux")]
