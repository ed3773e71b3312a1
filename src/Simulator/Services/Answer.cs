namespace TempIdentity.Simulator.Services;

/// <summary>What a service answers: a value, or why there is none. Exactly one of the two is set.</summary>
internal readonly record struct Answer<T> where T : class
{
    private Answer(T? value, ServiceRefusal? refusal)
    {
        Value = value;
        Refusal = refusal;
    }

    public T? Value { get; }

    public ServiceRefusal? Refusal { get; }

    /// <summary>The value; throws when the service refused, naming the refusal's code.</summary>
    public T Required => Value ?? throw new InvalidOperationException($"Refused: {Refusal?.Code}.");

    /// <summary>The same as the conversion, which C# has not for interfaces.</summary>
    public static Answer<T> Of(T value) => new(value, null);

    public static implicit operator Answer<T>(T value) => new(value, null);

    public static implicit operator Answer<T>(ServiceRefusal refusal) => new(null, refusal);
}
