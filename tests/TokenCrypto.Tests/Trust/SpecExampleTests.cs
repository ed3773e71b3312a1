using System.Security.Cryptography;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Sealing;
using TempIdentity.TokenCrypto.Signing;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.TokenCrypto.Tests.Trust;

/// <summary>
/// The worked examples of docs/trust.md are what the code writes, byte for byte. Ed25519 is deterministic, so signatures are too.
/// </summary>
public sealed class SpecExampleTests
{
    private static readonly UnixTime Issued = TrustWorld.Now;
    private static readonly byte[] ManifestKey = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private static readonly Ticket Ticket = new(
        0x0102030405060708, TicketKind.Single, TicketState.Sold, "G1", "VNP", "AOH", Issued, Issued + 3_600, Issued + 28_800);

    [Theory]
    [InlineData("root.cbor")]
    [InlineData("fingerprint")]
    [InlineData("set.cose")]
    [InlineData("status-ride-id-7.cose")]
    [InlineData("manifest secret")]
    [InlineData("label and row key")]
    [InlineData("padded ticket")]
    [InlineData("row")]
    public void The_documents_example_is_what_the_code_writes(string name) =>
        Assert.Contains(Convert.ToHexStringLower(Examples()[name]), Document(), StringComparison.Ordinal);

    private static Dictionary<string, byte[]> Examples()
    {
        using var root = SigningKey.Import(SignatureAlgorithm.Ed25519, Enumerable.Repeat((byte)1, 32).ToArray());
        using var status = SigningKey.Import(SignatureAlgorithm.Ed25519, Enumerable.Repeat((byte)2, 32).ToArray());
        var published = new PublishedKey(
            new KeyId(0xA1A2A3A4A5A6A7A8), status.PublicKey, KeyPurpose.RideIdStatus, Issued - 172_800,
            Issued - 86_400, Issued + 604_800, 86_400);
        var list = new StatusListContent(
            7, CredentialKind.RideId, 11, Issued, Issued + 86_400,
            [CredentialStatus.Normal, CredentialStatus.Revoked, CredentialStatus.Normal]);
        var secret = TrustWriter.ManifestSecret(ManifestKey, DocumentType.OfficerCard, "TEST0001", TrustWorld.Day);
        var labelAndKey = new byte[48];
        TicketRow.Derive(TicketRow.ManifestContext, secret, "VNP", TrustWorld.Day, 0, labelAndKey);
        var row = new byte[TicketRow.RowBytes];
        TicketRow.Seal(labelAndKey, 4, Ticket, row);
        return new Dictionary<string, byte[]>
        {
            ["root.cbor"] = TrustWriter.Root(root.PublicKey),
            ["fingerprint"] = SHA256.HashData(TrustWriter.Root(root.PublicKey)),
            ["set.cose"] = TrustWriter.Set(5, Issued, Issued + 604_800, [published], root),
            ["status-ride-id-7.cose"] = TrustWriter.StatusList(list, published.Id, status).Content,
            ["manifest secret"] = secret,
            ["label and row key"] = labelAndKey,
            ["padded ticket"] = TicketRow.Encode(Ticket),
            ["row"] = row,
        };
    }

    private static string Document()
    {
        var text = File.ReadAllText(ProjectRoot.In("docs", "trust.md"));
        return text.ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal);
    }
}
