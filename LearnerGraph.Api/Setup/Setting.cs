using System.Globalization;

namespace LearnerGraph.Api.Setup;

/// <summary>One key of the configuration: its default, what it means, and what it accepts.</summary>
/// <param name="Expected">The accepted values in words, as the start-up message and the documentation say them.</param>
/// <param name="Alias">
/// The environment variable under which older installations know it; <see cref="OlderNames"/> has more.
/// </param>
public sealed record Setting(
    string Key, string Default, string Meaning, string Expected, Func<string, bool> Accepts, string? Alias = null)
{
    public bool IsSecret { get; init; }

    public static Setting Whole(string key, int @default, int min, int max, string meaning, string? alias = null) =>
        new(key, Text(@default), meaning, $"a whole number from {Text(min)} to {Text(max)}",
            value => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && number >= min && number <= max,
            alias);

    public static Setting Number(
        string key, double @default, double min, double max, string meaning, string? alias = null) =>
        new(key, Text(@default), meaning, $"a number from {Text(min)} to {Text(max)}",
            value => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && number >= min && number <= max,
            alias);

    public static Setting Flag(string key, bool @default, string meaning, string? alias = null) =>
        new(key, @default ? "true" : "false", meaning, "true or false", value => bool.TryParse(value, out _), alias);

    public static Setting OneOf(string key, string @default, string[] choices, string meaning) =>
        new(key, @default, meaning, $"one of {string.Join(", ", choices)}",
            value => choices.Contains(value, StringComparer.OrdinalIgnoreCase));

    /// <summary>A plan of times as Quartz reads it, in UTC; empty for never.</summary>
    public static Setting Cron(string key, string @default, string meaning) =>
        new(key, @default, meaning, "a cron expression such as 0 0 2 * * ?, or nothing",
            value => string.IsNullOrWhiteSpace(value) || Quartz.CronExpression.IsValidExpression(value.Trim()));

    public static Setting Words(string key, string @default, string meaning, string? alias = null) =>
        new(key, @default, meaning, "text", _ => true, alias);

    public static Setting Secret(string key, string meaning, string? alias = null) =>
        new(key, "", meaning, "text, best kept in the environment or a file", _ => true, alias) { IsSecret = true };

    public static Setting Address(string key, string meaning) =>
        new(key, "", meaning, "an absolute http or https address",
            value => Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https");

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
