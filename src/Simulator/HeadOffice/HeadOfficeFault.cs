namespace TempIdentity.Simulator.HeadOffice;

/// <summary>What goes wrong with one batch.</summary>
internal enum HeadOfficeFault
{
    None,
    /// <summary>The connection breaks before anything is read.</summary>
    DropRequest,
    /// <summary>The rows are committed, and the connection breaks before the answer.</summary>
    DropAnswerAfterCommit,
    /// <summary>500 with head office's own problem details.</summary>
    ServerError,
    /// <summary>A captive portal's 404, in HTML.</summary>
    HtmlNotFound,
    /// <summary>A captive portal's 200, in HTML.</summary>
    HtmlOk,
    /// <summary>302 to somewhere else.</summary>
    Redirect,
    /// <summary>200 with more bytes than an answer may have.</summary>
    OversizeAnswer,
    /// <summary>200 with JSON of another form.</summary>
    WrongJson,
}
