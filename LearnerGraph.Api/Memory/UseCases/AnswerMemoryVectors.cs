using System.Globalization;
using System.Text.Json.Nodes;
using LearnerGraph.Domain.Memory;

namespace LearnerGraph.Api.Memory.UseCases;

/// <summary>How much of a file of vectors was answered, and how much of it differs from the file.</summary>
/// <param name="Compared">Those that the file itself has an answer for.</param>
public sealed record VectorsReport(int Sequences, int Reviews, int Compared, int Off);

/// <summary>
/// Answers FSRS-6 vectors: for every step of every sequence the state after it and what each grade would lead to, in
/// the structure of the file; where the file has answers itself, they are compared and not used.
/// </summary>
public static class AnswerMemoryVectors
{
    private const double Tolerance = 1e-6;

    /// <exception cref="InvalidDataException">The document is no file of vectors.</exception>
    public static (JsonObject Answers, VectorsReport Report) Run(JsonNode document)
    {
        var sequences = new JsonArray();
        int reviews = 0, compared = 0, off = 0;
        foreach (var asked in Of(document, "sequences").AsArray())
        {
            var answered = Sequence(asked!);
            reviews += answered["steps"]!.AsArray().Count;
            Compare(answered, asked!, ref compared, ref off);
            sequences.Add((JsonNode)answered);
        }

        var answers = new JsonObject { ["sequences"] = sequences };
        if (document["forgetting_curve"] is JsonArray curve)
        {
            var points = new JsonArray([.. curve.Select(point => Point(point!))]);
            Compare(points, curve, ref compared, ref off);
            answers["forgetting_curve"] = points;
        }

        return (answers, new VectorsReport(sequences.Count, reviews, compared, off));
    }

    private static JsonObject Sequence(JsonNode asked)
    {
        var parameters = Of(asked, "parameters");
        var scheduler = new ReferenceScheduler(
            new Fsrs6([.. Of(parameters, "w").AsArray().Select(w => w!.GetValue<double>())]),
            Of(parameters, "request_retention").GetValue<double>(),
            Of(parameters, "maximum_interval").GetValue<int>(),
            Of(parameters, "enable_short_term").GetValue<bool>(),
            Minutes(parameters["learning_steps"]), Minutes(parameters["relearning_steps"]));
        var answer = new JsonObject();
        foreach (var (name, value) in asked.AsObject())
        {
            if (name != "steps") answer[name] = value?.DeepClone();
        }

        var steps = new JsonArray();
        var card = default(ReferenceCard);
        foreach (var step in Of(asked, "steps").AsArray())
        {
            var at = Instant(Of(step!, "review_at"));
            int grade = Of(step!, "grade").GetValue<int>();
            if (grade is < 1 or > 4) throw new InvalidDataException($"a grade is {grade} and should be from 1 to 4");

            var before = card;
            bool isNew = before.Phase == CardPhase.New;
            card = scheduler.Review(before, grade, at);
            steps.Add((JsonNode)new JsonObject
            {
                ["review_at"] = Text(at),
                ["grade"] = grade,
                ["elapsed_days"] = isNew ? 0 : ReferenceScheduler.ElapsedDays(before.LastReview, at),
                ["retrievability_before"] = isNew ? null : scheduler.Retrievability(before, at),
                ["preview"] = new JsonObject(Enumerable.Range(1, 4).Select(one => KeyValuePair.Create(
                    one.ToString(CultureInfo.InvariantCulture),
                    (JsonNode?)Preview(scheduler.Review(before, one, at))))),
                ["after"] = After(card),
            });
        }

        answer["steps"] = steps;
        return answer;
    }

    private static JsonObject Preview(in ReferenceCard card) => new()
    {
        ["due"] = Text(card.Due),
        ["scheduled_days"] = card.ScheduledDays,
        ["stability"] = card.Stability,
        ["difficulty"] = card.Difficulty,
        ["state"] = (int)card.Phase,
    };

    private static JsonObject After(in ReferenceCard card) => new()
    {
        ["due"] = Text(card.Due),
        ["stability"] = card.Stability,
        ["difficulty"] = card.Difficulty,
        ["scheduled_days"] = card.ScheduledDays,
        ["learning_steps"] = card.Step,
        ["reps"] = card.Reviews,
        ["lapses"] = card.Lapses,
        ["state"] = (int)card.Phase,
        ["last_review"] = Text(card.LastReview),
    };

    private static JsonObject Point(JsonNode asked)
    {
        double decay = Of(asked, "decay").GetValue<double>();
        double stability = Of(asked, "stability").GetValue<double>();
        double elapsed = Of(asked, "elapsed").GetValue<double>();
        var weights = Fsrs6.Default.Weights.ToArray();
        weights[20] = decay;
        return new JsonObject
        {
            ["decay"] = decay,
            ["stability"] = stability,
            ["elapsed"] = elapsed,
            ["retrievability"] = new Fsrs6(weights).Retrievability(elapsed, stability),
        };
    }

    /// <summary>Counts what both sides have: numbers within the tolerance, all else the same.</summary>
    private static void Compare(JsonNode? answer, JsonNode? expected, ref int compared, ref int off)
    {
        switch (answer, expected)
        {
            case (JsonObject ours, JsonObject theirs):
                foreach (var (name, value) in theirs)
                {
                    if (ours.TryGetPropertyValue(name, out var own)) Compare(own, value, ref compared, ref off);
                }

                break;
            case (JsonArray ours, JsonArray theirs):
                for (var i = 0; i < Math.Min(ours.Count, theirs.Count); i++)
                    Compare(ours[i], theirs[i], ref compared, ref off);
                break;
            default:
                compared++;
                if (!IsSame(answer, expected)) off++;
                break;
        }
    }

    private static bool IsSame(JsonNode? answer, JsonNode? expected) =>
        answer is JsonValue ours && expected is JsonValue theirs
            && double.TryParse(ours.ToJsonString(), CultureInfo.InvariantCulture, out var a)
            && double.TryParse(theirs.ToJsonString(), CultureInfo.InvariantCulture, out var b)
            ? Math.Abs(a - b) <= Tolerance
            : JsonNode.DeepEquals(answer, expected);

    private static JsonNode Of(JsonNode node, string name) =>
        (node as JsonObject)?[name] ?? throw new InvalidDataException($"there is no {name} where one is wanted");

    private static string Text(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(JsonNode node) => DateTimeOffset.Parse(
        node.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>Steps such as 10m, 1h or 2d.</summary>
    private static double[] Minutes(JsonNode? steps) =>
    [
        .. (steps as JsonArray ?? []).Select(step =>
        {
            var text = step!.GetValue<string>();
            var amount = double.Parse(text[..^1], CultureInfo.InvariantCulture);
            return amount * text[^1] switch
            {
                'm' => 1,
                'h' => 60,
                'd' => 24 * 60,
                _ => throw new InvalidDataException($"the step {text} has no unit of m, h or d"),
            };
        }),
    ];
}
