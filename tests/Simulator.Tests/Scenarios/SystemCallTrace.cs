using System.Diagnostics;
using System.Text.RegularExpressions;

namespace TempIdentity.Simulator.Tests.Scenarios;

/// <summary>A test that needs strace, and the right to trace: skipped where one of them is missing.</summary>
public sealed class StraceFactAttribute : FactAttribute
{
    private const string Absent = "strace is not installed: Debian package strace";
    private const string NotPermitted = "strace may not trace here: ptrace is not permitted";

    public StraceFactAttribute()
    {
        try
        {
            var start = new ProcessStartInfo("strace", ["-f", "--seccomp-bpf", "-e", "trace=fdatasync", "true"])
            {
                RedirectStandardError = true,
            };
            using var probe = Process.Start(start)!;
            probe.StandardError.ReadToEnd();
            probe.WaitForExit();
            if (probe.ExitCode != 0) Skip = NotPermitted;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Skip = Absent;
        }
    }
}

/// <summary>One finished call: the thread, and the lines of the trace at which it began and returned.</summary>
internal sealed record TracedCall(int Thread, string Name, string Arguments, int Began, int Returned, bool Succeeded);

/// <summary>
/// Reads what <c>strace -f -ttt -y</c> wrote. Calls of several threads interleave: unfinished ones are put together again.
/// </summary>
internal static partial class SystemCallTrace
{
    public static IReadOnlyList<TracedCall> Read(IEnumerable<string> lines)
    {
        var calls = new List<TracedCall>();
        var unfinished = new Dictionary<int, (string Name, string Arguments, int Began)>();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (Resumed().Match(line) is { Success: true } resumed)
            {
                if (!unfinished.Remove(Thread(resumed), out var began)) continue;
                calls.Add(new TracedCall(Thread(resumed), began.Name, began.Arguments, began.Began, number, Succeeded(line)));
            }
            else if (Call().Match(line) is { Success: true } call)
            {
                var (name, arguments) = (call.Groups["name"].Value, call.Groups["arguments"].Value);
                if (line.EndsWith("<unfinished ...>", StringComparison.Ordinal)) unfinished[Thread(call)] = (name, arguments, number);
                else calls.Add(new TracedCall(Thread(call), name, arguments, number, number, Succeeded(line)));
            }
        }
        return calls;
    }

    private static int Thread(Match match) => int.Parse(match.Groups["thread"].Value, System.Globalization.CultureInfo.InvariantCulture);

    private static bool Succeeded(string line) =>
        Result().Match(line) is { Success: true } result && result.Groups["value"].Value[0] != '-';

    [GeneratedRegex(@"^(?<thread>\d+) +[\d.]+ (?<name>[a-z0-9_]+)\((?<arguments>.*)")]
    private static partial Regex Call();

    [GeneratedRegex(@"^(?<thread>\d+) +[\d.]+ <\.\.\. (?<name>[a-z0-9_]+) resumed>")]
    private static partial Regex Resumed();

    [GeneratedRegex(@"\) += (?<value>-?\d+)")]
    private static partial Regex Result();
}
