using System.Reflection;
using TempIdentity.NamedTests;
using Xunit.Abstractions;
using Xunit.Sdk;

// NamedTests ASSEMBLY.dll NAME…: runs the tests whose full name contains one of the names, and prints a line for each:
// "passed …", "failed …" with the reason below it, or "skipped …". Exit 0 when every test that ran passed and at least one ran.
if (args.Length < 2)
{
    await Console.Error.WriteLineAsync("usage: NamedTests ASSEMBLY.dll NAME…");
    return 2;
}
var assembly = Assembly.LoadFrom(Path.GetFullPath(args[0]));
var names = args[1..];
using var framework = new XunitTestFramework(new IgnoredMessages());
using var discoverer = framework.GetDiscoverer(Reflector.Wrap(assembly));
List<ITestCase> cases = [];
foreach (var type in assembly.GetTypes().Where(HoldsNamedTest))
{
    using var found = new FoundTests();
    discoverer.Find(type.FullName!, includeSourceInformation: false, found, new XunitOptions());
    found.Completed.WaitOne();
    cases.AddRange(found.Cases.Where(IsNamed));
}
using var results = new Results(Console.Out);
using var executor = framework.GetExecutor(assembly.GetName());
executor.RunTests(cases, results, new XunitOptions());
results.Completed.WaitOne();
await Console.Out.FlushAsync();
// Ends threads that a failed test may have left behind, too.
Environment.Exit(results is { Failed: 0, Passed: > 0 } ? 0 : 1);
return 0;

bool HoldsNamedTest(Type type) =>
    !type.IsAbstract && type.FullName is { } name && type.GetMethods().Any(method => Matches($"{name}.{method.Name}"));

bool IsNamed(ITestCase test) => Matches($"{test.TestMethod.TestClass.Class.Name}.{test.TestMethod.Method.Name}");

bool Matches(string fullName) => names.Any(name => fullName.Contains(name, StringComparison.Ordinal));
