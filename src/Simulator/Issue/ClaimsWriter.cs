using TempIdentity.Simulator.Imaging;
using TempIdentity.Simulator.Issuers;
using TempIdentity.Simulator.Services.Ticketing;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Trust;

namespace TempIdentity.Simulator.Issue;

/// <summary>Writes down what a code is meant to say. Pure.</summary>
internal static class ClaimsWriter
{
    public static ClaimsFile Write(IssueRequest request, Authorities world, IssuedCode code, TicketOrder[] tickets, QrImage qr) => new()
    {
        Credential = IssueTexts.NameOf(IssueTexts.Kinds, request.Kind),
        CredentialId = code.Credential.Id.ToString(),
        Form = IssueTexts.NameOf(IssueTexts.Forms, request.Form),
        Alg = IssueTexts.NameOf(IssueTexts.Algorithms, request.Algorithm),
        KeyId = code.Key.ToString(),
        At = request.At.ToString(),
        Signed = new ClaimsSpan(code.SignedAt.ToString(), code.ExpiresAt.ToString()),
        Presentation = code.HolderAlgorithm is { } holder
            ? new ClaimsPresentation(IssueTexts.NameOf(IssueTexts.Algorithms, holder), request.At.ToString(), IssuedCode.Counter)
            : null,
        LiveAt = request.LiveAt.ToString(),
        ValidFrom = code.Credential.ValidFrom.ToString(),
        ValidUntil = code.Credential.ValidUntil.ToString(),
        Status = new ClaimsStatus(code.Credential.Status.List, code.Credential.Status.Index, "normal"),
        Licence = code.Credential.Licence is { } licence
            ? new ClaimsLicence(VehicleClasses.Unpack(licence.Classes), licence.Authority)
            : null,
        Identity = new ClaimsIdentity(
            "resident-identity-card", ResidentCardNumber.Mask(request.Person.Number), People.MaskName(request.Person.Name)),
        Station = request.Station,
        ServiceDay = ServiceDay.Of(code.SignedAt).ToString(),
        Tickets = [.. tickets.Select(ticket => new ClaimsTicket(ticket.Train, ticket.Origin, ticket.Destination,
            ticket.EntryFrom.ToString(), ticket.EntryUntil.ToString(), ticket.ExitUntil.ToString()))],
        RootSha256 = world.Trust.RootSha256,
        TrustVersion = world.Trust.Version,
        Size = new ClaimsSize(code.Text.Length, qr.Version),
    };
}
