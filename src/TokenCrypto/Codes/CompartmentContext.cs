using TempIdentity.TokenCrypto.Sealing;

namespace TempIdentity.TokenCrypto.Codes;

/// <summary>
/// The associated data of a compartment: the deterministic array <c>[audience, form, kid, claims]</c>, where the claims map is the signed
/// one
/// with null in each compartment's place. A compartment opens for its audience, in its code, and nowhere else.
/// </summary>
internal static class CompartmentContext
{
    /// <summary>What both compartments share: form, kid and claims, as encoded.</summary>
    public static byte[] Shared(ClaimSet claims, CodeForm form, KeyId key)
    {
        Span<byte> buffer = stackalloc byte[CodeEncoder.BufferBytes];
        Span<byte> id = stackalloc byte[KeyId.SizeBytes];
        key.Write(id);
        var writer = new CborSpanWriter(buffer);
        writer.Text(TextOf(form));
        writer.Bytes(id);
        CodeEncoder.WriteClaims(ref writer, claims, withCompartments: false);
        return writer.Written.ToArray();
    }

    /// <summary>The associated data for one audience.</summary>
    public static byte[] For(Audience audience, ReadOnlySpan<byte> shared)
    {
        Span<byte> buffer = stackalloc byte[CodeEncoder.BufferBytes];
        var writer = new CborSpanWriter(buffer);
        writer.Array(4);
        writer.Text(TextOf(audience));
        writer.Raw(shared);
        return writer.Written.ToArray();
    }

    /// <summary>The audience that identity is sealed for.</summary>
    public static Audience IdentityAudience(CredentialKind kind) => kind switch
    {
        CredentialKind.RideId => Audience.RailStaff,
        CredentialKind.DrivingLicence => Audience.Police,
    };

    private static ReadOnlySpan<byte> TextOf(Audience audience) => audience switch
    {
        Audience.RailGate => "rail-gate"u8,
        Audience.RailStaff => "rail-staff"u8,
        Audience.Police => "police"u8,
    };

    private static ReadOnlySpan<byte> TextOf(CodeForm form) => form switch
    {
        CodeForm.Issued => "issued"u8,
        CodeForm.Bound => "bound"u8,
    };
}
