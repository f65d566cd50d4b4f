using System.Text.RegularExpressions;
using LearnerGraph.Api.Setup;

namespace LearnerGraph.Api.Operations;

/// <summary>Takes out of a setting's value what nobody should read.</summary>
internal static partial class Redaction
{
    private const string Hidden = "***";

    public static string Of(Setting setting, string value) =>
        value.Length == 0 ? value
        : setting.IsSecret ? Hidden
        : UserInfo().Replace(Pair().Replace(value, $"$1{Hidden}"), $"$1{Hidden}@");

    // Connection strings: Password=…;  and what Redis takes: host:port,password=…
    [GeneratedRegex(@"\b((?:password|pwd|passphrase|secret|token|key)\s*=\s*)(?:""[^""]*""|'[^']*'|[^;,]*)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Pair();

    // Addresses: scheme://user:password@host
    [GeneratedRegex(@"(\w+://)[^/@\s]+@")]
    private static partial Regex UserInfo();
}
