using LearnerGraph.Domain.Mastery.Baselines;
using LearnerGraph.Domain.Mastery.Sequences;
using LearnerGraph.Domain.Models;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Infrastructure.Learning.Dkt;
using LearnerGraph.Infrastructure.Learning.Neural;
using LearnerGraph.Infrastructure.Learning.Onnx;

namespace LearnerGraph.Infrastructure.Learning.Training;

/// <summary>Deep knowledge tracing with the names of its skills.</summary>
internal sealed class DktModel(DktNetwork network, IReadOnlyList<string> skills) : TrainedModel
{
    private const int Candidates = 200;

    public override byte[] ToArtefact()
    {
        using var stream = new MemoryStream();
        NetworkFile.Save(network, stream);
        return new ModelFile([], [], skills, stream.ToArray()).ToBytes();
    }

    public override byte[] ToOnnx() => OnnxExport.Of(network);

    public override CaseScores Evaluate(TrainingAnswers answers)
    {
        var (train, heldOut) = answers.SplitByLearner();
        var log = Log(heldOut, skills);
        var serving = new DktServing(network);
        double[] chances = new double[log.Rows];
        for (int learner = 0; learner < log.Learners; learner++)
        {
            var state = serving.Begin();
            var (start, count) = log.RowsOf(learner);
            for (int row = start; row < start + count; row++)
            {
                chances[row] = serving.Chance(state, log.SkillSets.Span[row]);
                serving.Answer(state, log.SkillSets.Span[row], log.Correct.Span[row]);
            }
        }

        var baseline = new BayesianTracing();
        baseline.Fit(Log(train, skills), new FitRun(0, new Progress<double>(), CancellationToken.None));
        double[] tracing = new double[log.Rows];
        for (int learner = 0; learner < log.Learners; learner++)
        {
            var (start, count) = log.RowsOf(learner);
            baseline.Predict(log, learner, tracing.AsSpan(start, count));
        }

        var metrics = new Dictionary<string, double>();
        Put("auc", BinaryMeasures.AreaUnderCurve(chances, log.Correct.Span));
        Put("log_loss", BinaryMeasures.LogLoss(chances, log.Correct.Span));
        Put("bkt_auc", BinaryMeasures.AreaUnderCurve(tracing, log.Correct.Span));
        double[] own = ByLearner(log, chances);
        return new CaseScores(
            own, metrics,
            own.Length == 0
                ? new Dictionary<string, double>()
                : new() { ["bkt"] = ByLearner(log, tracing).Average() });

        void Put(string name, double? value)
        {
            if (value is { } known) metrics[name] = known;
        }
    }

    public override double OnnxDifference(int rows)
    {
        if (!OnnxNetwork.Read(ToOnnx()).TryGet(out var exported, out var problem))
            throw new InvalidDataException(problem.Message);

        const int Steps = 5;
        int learners = Math.Max(1, rows / Steps);
        var (inputs, own) = Random(learners, Steps);
        float[] other = exported.Run(inputs)[0].NeedFloats();
        return own.Zip(other, (a, b) => Math.Abs((double)a - b)).Max();
    }

    /// <summary>Random inputs as the export names them, and what the network says to them.</summary>
    internal (Dictionary<string, OnnxValue> Inputs, float[] Chances) Random(int learners, int steps)
    {
        var prng = new Prng(1);
        var serving = new DktServing(network);
        int count = learners * steps;
        long[] inputs = new long[count], asked = new long[count];
        float[] hard = new float[count], askedHard = new float[count], own = new float[count];
        for (int learner = 0, i = 0; learner < learners; learner++)
        {
            var state = serving.Begin();
            for (int t = 0; t < steps; t++, i++)
            {
                inputs[i] = prng.NextInt(2 * (network.Sizes.Skills + 1));
                asked[i] = prng.NextInt(network.Sizes.Skills + 1);
                (hard[i], askedHard[i]) = ((float)prng.NextGaussian(), (float)prng.NextGaussian());
                serving.Answer(state, (int)(inputs[i] / 2), (inputs[i] & 1) == 1, hard[i]);
                own[i] = (float)serving.Chance(state, (int)asked[i], askedHard[i]);
            }
        }

        int[] shape = [learners, steps];
        return (
            new Dictionary<string, OnnxValue>
            {
                ["inputs"] = OnnxValue.Of(inputs, shape),
                ["difficulties"] = OnnxValue.Of(hard, shape),
                ["asked_skills"] = OnnxValue.Of(asked, shape),
                ["asked_difficulties"] = OnnxValue.Of(askedHard, shape),
            },
            own);
    }

    public override double LatencyMs()
    {
        var serving = new DktServing(network);
        var state = serving.Begin();
        double sum = 0;
        return Latency.Of(() =>
        {
            serving.Answer(state, 0, true);
            for (int i = 0; i < Candidates; i++) sum += serving.Chance(state, i % (network.Sizes.Skills + 1));
        });
    }

    /// <summary>Skills keep the numbers of the list; others come after them.</summary>
    internal static AnswerLog Log(TrainingAnswers answers, IReadOnlyList<string> skills)
    {
        var vocabulary = new AnswerVocabulary();
        foreach (var skill in skills) vocabulary.SkillSet(skill.Split(';'));
        return new AnswerLog(
            vocabulary,
            [
                .. answers.Learners.Select(learner => (
                    $"{learner.Id}", 0,
                    (IReadOnlyList<LoggedAnswer>)[.. learner.Answers.Select((answer, i) => Logged(answer, i))])),
            ]);

        LoggedAnswer Logged(TrainingAnswer answer, int place)
        {
            int set = vocabulary.SkillSet(answer.Skill.Split(';'));
            return new LoggedAnswer(
                vocabulary.Question($"{answer.Question}", set), set, answer.Correct, answer.Seconds, [place]);
        }
    }

    /// <summary>Mean cross-entropy over all rows.</summary>
    internal static double Loss(DktChunks chunks, DktBatch batch, DktPass pass, int size)
    {
        double sum = 0;
        int rows = 0;
        var unused = default(Prng);
        float[] slope = new float[batch.Correct.Length];
        for (int from = 0; from < chunks.Count; from += size)
        {
            chunks.Fill(batch, from, Math.Min(size, chunks.Count - from));
            pass.Forward(batch, 0, ref unused);
            int count = batch.Steps.Rows;
            sum += count * Losses.BinaryCrossEntropy(
                pass.Logits[..count], batch.Correct.AsSpan(0, count), slope, 1f / count);
            rows += count;
        }

        return sum / rows;
    }

    // The mean log likelihood of an answer, for each learner with any.
    private static double[] ByLearner(AnswerLog log, double[] chances) =>
    [
        .. Enumerable.Range(0, log.Learners).Where(learner => log.RowsOf(learner).Count > 0).Select(learner =>
        {
            var (start, count) = log.RowsOf(learner);
            return -BinaryMeasures.LogLoss(
                chances.AsSpan(start, count), log.Correct.Span.Slice(start, count))!.Value;
        }),
    ];
}
