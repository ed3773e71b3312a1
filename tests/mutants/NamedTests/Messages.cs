using Xunit;
using Xunit.Abstractions;

namespace TempIdentity.NamedTests;

/// <summary>The test cases that xunit finds in a class.</summary>
internal sealed class FoundTests : LongLivedMarshalByRefObject, IMessageSink, IDisposable
{
    private readonly List<ITestCase> _cases = [];

    public IReadOnlyList<ITestCase> Cases => _cases;

    public ManualResetEvent Completed { get; } = new(false);

    public bool OnMessage(IMessageSinkMessage message)
    {
        if (message is ITestCaseDiscoveryMessage found) _cases.Add(found.TestCase);
        if (message is IDiscoveryCompleteMessage) Completed.Set();
        return true;
    }

    public void Dispose() => Completed.Dispose();
}

/// <summary>Writes a line for each test that ended, and counts.</summary>
internal sealed class Results(TextWriter output) : LongLivedMarshalByRefObject, IMessageSink, IDisposable
{
    private readonly Lock _lock = new();

    public int Passed { get; private set; }

    public int Failed { get; private set; }

    public ManualResetEvent Completed { get; } = new(false);

    public bool OnMessage(IMessageSinkMessage message)
    {
        lock (_lock) Take(message);
        if (message is ITestAssemblyFinished) Completed.Set();
        return true;
    }

    public void Dispose() => Completed.Dispose();

    private void Take(IMessageSinkMessage message)
    {
        switch (message)
        {
            case ITestPassed passed:
                Passed++;
                output.WriteLine($"passed {FullName(passed)}");
                break;
            case ITestFailed failed:
                Failed++;
                output.WriteLine($"failed {FullName(failed)}");
                output.WriteLine($"  {string.Join("\n", failed.Messages).ReplaceLineEndings("\n  ")}");
                break;
            case ITestSkipped skipped:
                output.WriteLine($"skipped {FullName(skipped)}: {skipped.Reason}");
                break;
        }
    }

    // As it is called, and a theory's row with what it was given.
    private static string FullName(ITestMessage message)
    {
        var name = $"{message.TestClass.Class.Name}.{message.TestMethod.Method.Name}";
        return message.Test.DisplayName.StartsWith(name, StringComparison.Ordinal) ? message.Test.DisplayName : name;
    }
}

/// <summary>xunit's own diagnostics, which nobody asked for.</summary>
internal sealed class IgnoredMessages : LongLivedMarshalByRefObject, IMessageSink
{
    public bool OnMessage(IMessageSinkMessage message) => true;
}

/// <summary>xunit's options, each as it is when unset.</summary>
internal sealed class XunitOptions : ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
{
    private readonly Dictionary<string, object?> _values = [];

    public TValue GetValue<TValue>(string name) => _values.TryGetValue(name, out var value) ? (TValue)value! : default!;

    public void SetValue<TValue>(string name, TValue value) => _values[name] = value;
}
