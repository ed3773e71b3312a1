using System.Diagnostics;
using System.Globalization;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;

namespace TempIdentity.Benchmarks;

/// <summary>Figures of one subject: seconds an operation, medians over slices.</summary>
internal sealed record Measurement(double Check, double Bare, double BareWithPrepare, double Ratio, double RatioWithPrepare,
    long BytesPerCheck)
{
    internal const int SliceMilliseconds = 10;

    private const int WarmUpSlices = 30;
    private const int AllocationSample = 200;

    internal static Measurement Of(Subject subject, int slices)
    {
        for (var slice = 0; slice < WarmUpSlices; slice++)
        {
            Time(subject.Check);
            Time(subject.Bare);
            Time(subject.BareWithPrepare);
        }

        var rounds = new (double Check, double Bare, double WithPrepare)[slices];
        for (var slice = 0; slice < slices; slice++)
            rounds[slice] = (Time(subject.Check), Time(subject.Bare), Time(subject.BareWithPrepare));

        return new Measurement(
            Median(rounds.Select(round => round.Check)),
            Median(rounds.Select(round => round.Bare)),
            Median(rounds.Select(round => round.WithPrepare)),
            Median(rounds.Select(round => round.Bare / round.Check)),
            Median(rounds.Select(round => round.WithPrepare / round.Check)),
            Allocated(subject.Check));
    }

    internal void Print(ISignatureProvider provider, SignatureAlgorithm algorithm, CodeForm form)
    {
        var bound = form == CodeForm.Bound;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{provider.Name.Split(' ')[0],-14}{algorithm,-10}{form.ToText(),-8}{1 / Check,9:F0}{1 / Bare,9:F0}{Ratio,7:F2}" +
            $"{(bound ? $"{1 / BareWithPrepare:F0}" : "-"),16}{(bound ? $"{RatioWithPrepare:F2}" : "-"),7}{BytesPerCheck,13}"));
    }

    private static double Time(Action operation)
    {
        var watch = Stopwatch.StartNew();
        var count = 0;
        do
        {
            operation();
            count++;
        }
        while (watch.ElapsedMilliseconds < SliceMilliseconds);
        return watch.Elapsed.TotalSeconds / count;
    }

    private static long Allocated(Action operation)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < AllocationSample; i++) operation();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / AllocationSample;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
