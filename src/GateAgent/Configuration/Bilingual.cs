namespace TempIdentity.GateAgent.Configuration;

/// <summary>The same sentence for operators in English and in simplified Chinese.</summary>
internal readonly record struct Bilingual(string En, string Zh);
