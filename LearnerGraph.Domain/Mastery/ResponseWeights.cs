using System.Globalization;

namespace LearnerGraph.Domain.Mastery;

/// <summary>One number of the response model that a fit may move.</summary>
/// <param name="Least">Bounds, both above 0.</param>
/// <param name="Spread">Standard deviation of its logarithm around the default, before any answer was seen.</param>
public sealed record ResponseWeight(
    string Name, double Least, double Most, double Spread, Func<ResponseParameters, double> Of,
    Func<ResponseParameters, double, ResponseParameters> With);

/// <summary>The numbers of the response model that can be fitted, and how they are written down.</summary>
public static class ResponseWeights
{
    /// <summary>In the order in which a fit takes them, the most telling first.</summary>
    public static IReadOnlyList<ResponseWeight> All { get; } =
    [
        new("difficultyVariance", 0.05, 6, 0.7, p => p.DifficultyVariance, (p, v) => p with { DifficultyVariance = v }),
        new("abilityVariance", 0.05, 6, 0.7, p => p.AbilityVariance, (p, v) => p with { AbilityVariance = v }),
        new("formVariance", 0.005, 3, 0.7, p => p.FormVariance, (p, v) => p with { FormVariance = v }),
        new("formPersistence", 0.05, 0.98, 0.3, p => p.FormPersistence, (p, v) => p with { FormPersistence = v }),
        new("offsetVariance", 0.005, 1, 0.7, p => p.OffsetVariance, (p, v) => p with { OffsetVariance = v }),
        new("offsetNoise", 0.0001, 0.2, 0.7, p => p.OffsetNoise, (p, v) => p with { OffsetNoise = v }),
        new("successGrowth", 0.01, 2, 0.7, p => p.SuccessGrowth, (p, v) => p with { SuccessGrowth = v }),
        new("recallWeight", 0.01, 2, 0.7, p => p.RecallWeight, (p, v) => p with { RecallWeight = v }),
        new("abilityNoise", 0.00001, 0.05, 0.7, p => p.AbilityNoise, (p, v) => p with { AbilityNoise = v }),
        new("difficultyNoise", 0.0001, 0.1, 0.7, p => p.DifficultyNoise, (p, v) => p with { DifficultyNoise = v }),
    ];

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public static string Write(ResponseParameters parameters) => string.Join(
        ' ', All.Select(weight => string.Create(
            CultureInfo.InvariantCulture, $"{weight.Name}={weight.Of(parameters):0.######}")));

    /// <summary>The defaults with what "name=number name=number" says; null where it says something else.</summary>
    public static ResponseParameters? Parse(string text)
    {
        var parameters = ResponseParameters.Default;
        foreach (string part in text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=') is not [var name, var number]) return null;

            var weight = All.FirstOrDefault(one => one.Name == name);
            if (weight is null
                || !double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                || !(value >= weight.Least && value <= weight.Most))
            {
                return null;
            }

            parameters = weight.With(parameters, value);
        }

        return parameters;
    }
}
