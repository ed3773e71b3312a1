using TempIdentity.Simulator.Services;
using TempIdentity.TokenCrypto;
using TempIdentity.TokenCrypto.Algorithms;
using TempIdentity.TokenCrypto.Codes;
using TempIdentity.TokenCrypto.Signing;

namespace TempIdentity.Simulator.Stories.World;

/// <summary>What a service hands to a phone: a code in issued form, or a grant in bound form.</summary>
internal sealed record PhoneCode(string Text);

/// <summary>A grant under which the phone signs codes until its end.</summary>
internal sealed record PhoneGrant(byte[] Bytes, UnixTime EndsAt);

/// <summary>Where a phone gets its codes: one session of one service.</summary>
internal interface IPhoneService
{
    /// <summary>A code that the service signs (issued form).</summary>
    Answer<PhoneCode> Code(UnixTime now);

    /// <summary>A grant that names the phone's key (bound form).</summary>
    Answer<PhoneGrant> Grant(PublicKey holder, UnixTime now);
}

/// <summary>
/// The app on a person's phone. What it cannot renew stands still on its screen (R13); in bound form it goes on without a network until
/// its grant ends (R10). Not thread-safe.
/// </summary>
internal sealed class StoryPhone(IPhoneService service, CodeForm form, SigningKey holderKey) : IDisposable
{
    private PhoneGrant? _grant;
    private uint _counter;

    /// <summary>False: no network.</summary>
    public bool Online { get; set; } = true;

    /// <summary>What is on the screen; empty before the first code.</summary>
    public string Screen { get; private set; } = "";

    /// <summary>The phone's own word when it could not renew without a network.</summary>
    public bool StandsStill { get; private set; }

    /// <summary>
    /// Renews the code on the screen, as the app does each minute and when 刷新 is tapped. Gives the service's refusal; null when the
    /// code is new, and when it stands still for want of a network.
    /// </summary>
    public ServiceRefusal? Refresh(UnixTime now) => form switch
    {
        CodeForm.Issued => RefreshIssued(now),
        CodeForm.Bound => RefreshBound(now),
    };

    /// <summary>Takes a new grant while there is a network: after each real-person check.</summary>
    public ServiceRefusal? FetchGrant(UnixTime now)
    {
        var answer = service.Grant(holderKey.PublicKey, now);
        _grant = answer.Value ?? _grant;
        return answer.Refusal;
    }

    /// <summary>What an altered app would show: it signs on after the end of its grant.</summary>
    public string SignOn(UnixTime now) => CodeSigner.SignPresentation(_grant!.Bytes, holderKey, now, ++_counter);

    public void Dispose() => holderKey.Dispose();

    private ServiceRefusal? RefreshIssued(UnixTime now)
    {
        StandsStill = !Online;
        if (!Online) return null;
        var answer = service.Code(now);
        if (answer.Value is { } code) Screen = code.Text;
        return answer.Refusal;
    }

    private ServiceRefusal? RefreshBound(UnixTime now)
    {
        if (_grant is null || now >= _grant.EndsAt)
        {
            StandsStill = !Online;
            if (!Online) return null;
            if (FetchGrant(now) is { } refusal) return refusal;
        }
        StandsStill = false;
        Screen = SignOn(now);
        return null;
    }
}
