namespace LearnerGraph.Api.Security;

/// <summary>The roles as tokens spell them, and as fields ask for them.</summary>
public static class Roles
{
    public const string Learner = "LEARNER";
    public const string Author = "AUTHOR";
    public const string Experimenter = "EXPERIMENTER";
    public const string Ml = "ML";
    public const string Ops = "OPS";
    public const string Admin = "ADMIN";
    public const string Ingest = "INGEST";

    public static bool TryParse(string text, out Role role) =>
        Enum.TryParse(text, ignoreCase: true, out role) && Enum.IsDefined(role) && !char.IsAsciiDigit(text[0]);

    public static string NameOf(Role role) => role.ToString().ToUpperInvariant();
}
