using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Api.Experiments;

/// <summary>A case's inputs by name; NaN and infinities may come as strings.</summary>
internal readonly partial record struct StatsInputs(JsonElement Json)
{
    public bool Has(string name) => Json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public string Text(string name) => Json.GetProperty(name).GetString()!;

    public bool Truth(string name) => Has(name) && Json.GetProperty(name).GetBoolean();

    public double Number(string name) => Number(Json.GetProperty(name));

    public double Number(string name, double otherwise) => Has(name) ? Number(name) : otherwise;

    public double? Optional(string name) => Has(name) ? Number(name) : null;

    public int Whole(string name, int otherwise = 0) => (int)Number(name, otherwise);

    public double[] Numbers(string name) => Numbers(Json.GetProperty(name));

    public double[][] Rows(string name) => [.. Json.GetProperty(name).EnumerateArray().Select(Numbers)];

    public StatsInputs[] Items(string name) =>
        [.. Json.GetProperty(name).EnumerateArray().Select(item => new StatsInputs(item))];

    /// <summary>Moments of an arm, from its values or from n, mean and variance.</summary>
    public Moments Arm(string values, string suffix) => Has(values)
        ? Moments.Of(Numbers(values))
        : Moments.FromSummary(Number($"n_{suffix}"), Number($"mean_{suffix}"), Number($"var_{suffix}"));

    public JointMoments Pairs(string x, string y) => JointMoments.Of(Numbers(x), Numbers(y));

    /// <summary>Values as a list, or by the recipe "first X, then Y,Z repeated until n=N".</summary>
    public double[] Sample(string name)
    {
        if (Has(name)) return Numbers(name);
        var found = Recipe().Match(Text("recipe"));
        if (!found.Success) throw new InvalidDataException($"Unknown recipe: {Text("recipe")}");
        var values = new double[int.Parse(found.Groups["n"].Value)];
        var cycle = found.Groups["cycle"].Value.Split(',').Select(text => double.Parse(text)).ToArray();
        values[0] = double.Parse(found.Groups["first"].Value);
        for (var i = 1; i < values.Length; i++) values[i] = cycle[(i - 1) % cycle.Length];
        return values;
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(Number)];

    private static double Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String => double.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        _ => double.NaN,
    };

    [GeneratedRegex(@"first (?<first>[\d.eE+-]+), then (?<cycle>[\d.,eE+-]+) repeated until n=(?<n>\d+)")]
    private static partial Regex Recipe();
}
