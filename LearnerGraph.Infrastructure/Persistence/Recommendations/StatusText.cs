using LearnerGraph.Domain.Recommendations;

namespace LearnerGraph.Infrastructure.Persistence.Recommendations;

/// <summary>The statuses of a set's items as a short text: one letter each.</summary>
internal static class StatusText
{
    // In the order of RecommendationStatus.
    private const string Letters = "PSARCX";

    public static string Of(IReadOnlyList<RecommendationStatus> statuses) =>
        string.Create(statuses.Count, statuses, static (text, from) =>
        {
            for (var i = 0; i < text.Length; i++) text[i] = Letters[(int)from[i]];
        });

    public static string Pending(int count) => new(Letters[0], count);

    public static RecommendationStatus[] Parse(string text)
    {
        var statuses = new RecommendationStatus[text.Length];
        for (var i = 0; i < statuses.Length; i++)
        {
            var at = Letters.IndexOf(text[i], StringComparison.Ordinal);
            statuses[i] = at >= 0
                ? (RecommendationStatus)at
                : throw new InvalidDataException($"'{text[i]}' is not a stored status.");
        }

        return statuses;
    }
}
