using System.Globalization;
using System.Text;
using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Learners;

namespace LearnerGraph.Domain.Recommendations;

/// <summary>
/// All that a set depends on but the content, which <see cref="SetCurrency"/> looks at: equal keys mean equally good
/// sets.
/// </summary>
/// <param name="Text">Versions, policy and request, without tenant and learner.</param>
public readonly record struct SetKey(TenantId Tenant, LearnerId Learner, string Text)
{
    /// <param name="learnerVersion">Of the learner's state.</param>
    /// <param name="policy">Name of the policy with the variants and epochs that shaped it.</param>
    public static SetKey For(
        TenantId tenant, LearnerId learner, long learnerVersion, string policy, RecommendationRequest request)
    {
        var text = new StringBuilder(64);
        Append(text, learnerVersion);
        text.Append(policy.Length).Append(':').Append(policy).Append('/');
        Append(text, request.Count);
        if (request.Lanes is null) text.Append('*');
        else foreach (var lane in request.Lanes.Order()) text.Append((int)lane);
        text.Append('/');
        Append(text, request.MinDifficulty);
        Append(text, request.MaxDifficulty);
        Append(text, request.TimeBudgetMinutes);
        Append(text, (int?)request.Device);
        Append(text, request.Course?.Value);
        Append(text, request.Concept?.Value);
        Append(text, request.ExcludeRecentHours);
        return new SetKey(tenant, learner, text.ToString());
    }

    private static void Append<T>(StringBuilder text, T? value)
        where T : struct, IFormattable
    {
        if (value is { } number) text.Append(number.ToString(null, CultureInfo.InvariantCulture));
        text.Append('/');
    }

    private static void Append(StringBuilder text, long value) => text.Append(value).Append('/');
}
