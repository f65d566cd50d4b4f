using LearnerGraph.Domain.Models;
using LearnerGraph.Domain.Models.Ranking;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Infrastructure.Learning.Ncf;
using LearnerGraph.Infrastructure.Learning.Neural;
using LearnerGraph.Infrastructure.Learning.Onnx;
using LearnerGraph.Infrastructure.Learning.Ranking;

namespace LearnerGraph.Infrastructure.Learning.Training;

/// <summary>Neural collaborative filtering with the ids of its rows.</summary>
internal sealed class NcfModel(NcfNetwork network, IReadOnlyList<long> learners, IReadOnlyList<long> questions)
    : TrainedModel
{
    /// <summary>Questions that the wanted one is put among when the model is judged.</summary>
    public const int Negatives = 99;

    private const int Candidates = 200;

    private readonly Dictionary<long, int> _learners = Rows(learners);
    private readonly Dictionary<long, int> _questions = Rows(questions);

    public NcfNetwork Network => network;

    /// <summary>-1 for one that training has not seen.</summary>
    public int RowOfLearner(long id) => _learners.GetValueOrDefault(id, -1);

    /// <summary>-1 for one that training has not seen.</summary>
    public int RowOfQuestion(long id) => _questions.GetValueOrDefault(id, -1);

    public override byte[] ToArtefact()
    {
        using var stream = new MemoryStream();
        NetworkFile.Save(network, stream);
        return new ModelFile(learners, questions, [], stream.ToArray()).ToBytes();
    }

    public override byte[] ToOnnx() => OnnxExport.Of(network);

    public override CaseScores Evaluate(TrainingAnswers answers)
    {
        var (train, last) = answers.SplitByTime();
        var seen = train.Learners.ToDictionary(
            learner => learner.Id, learner => learner.Answers.Select(answer => answer.Question).ToHashSet());

        // The questions of the data, not the model's: two versions are judged by the same lists.
        long[] all = [.. seen.Values.SelectMany(one => one).Distinct().Order()];
        var lists = new List<(long Learner, long[] Questions)>();
        foreach (var (learner, question) in last)
        {
            long[] others = [.. all.Where(one => one != question && !seen[learner].Contains(one))];
            if (others.Length == 0) continue;

            var prng = Prng.Stream(0, (ulong)learner);
            prng.Shuffle<long>(others);
            lists.Add((learner, [question, .. others.Take(Negatives)]));
        }

        var scorer = new NcfScorer(network);
        int[] own = [.. lists.Select(list => Place(list, scorer, RowOfLearner, RowOfQuestion))];
        var pairs = Pairs(train, all);
        var (users, items) = (Rows([.. train.Learners.Select(one => one.Id)]), Rows(all));
        var baselines = new Dictionary<string, double>();
        Add("pop", new PopularityScorer(pairs));
        if (all.Length <= Ease.MaxItems)
        {
            Add("knn", ItemNeighbours.Fit(
                pairs, new RankingFit(0, new Progress<double>(), CancellationToken.None)));
        }

        var quality = RankingMeasures.Of(own);
        return new CaseScores(
            [.. own.Select(Gain)],
            quality is null
                ? new Dictionary<string, double>()
                : new() { ["ndcg@10"] = quality.Ndcg, ["hr@10"] = quality.HitRate, ["mrr"] = quality.Mrr },
            baselines);

        void Add(string name, IItemScorer baseline)
        {
            if (lists.Count == 0) return;
            baselines[name] = lists.Average(list => Gain(Place(
                list, baseline, id => users[id], id => items.GetValueOrDefault(id, -1))));
        }
    }

    public override double OnnxDifference(int rows)
    {
        if (!OnnxNetwork.Read(ToOnnx()).TryGet(out var exported, out var problem))
            throw new InvalidDataException(problem.Message);

        var prng = new Prng(1);
        int[] users = new int[rows], items = new int[rows];
        for (int i = 0; i < rows; i++)
        {
            users[i] = prng.NextInt(network.Sizes.Users + 1);
            items[i] = prng.NextInt(network.Sizes.Items + 1);
        }

        float[] own = Predictions(users, items);
        float[] other = exported.Run(new Dictionary<string, OnnxValue>
        {
            ["user_ids"] = OnnxValue.Of(Array.ConvertAll(users, id => (long)id), rows),
            ["item_ids"] = OnnxValue.Of(Array.ConvertAll(items, id => (long)id), rows),
        })[0].NeedFloats();
        return own.Zip(other, (a, b) => Math.Abs((double)a - b)).Max();
    }

    public override double LatencyMs()
    {
        var pass = new NcfPass(network, Candidates);
        int[] users = new int[Candidates], items = new int[Candidates];
        for (int i = 0; i < Candidates; i++) items[i] = i % (network.Sizes.Items + 1);
        return Latency.Of(() => pass.Forward(users, items));
    }

    /// <summary>Chances for pairs of rows.</summary>
    public float[] Predictions(ReadOnlySpan<int> users, ReadOnlySpan<int> items)
    {
        var pass = new NcfPass(network, users.Length);
        pass.Forward(users, items);
        float[] chances = pass.Logits.Span.ToArray();
        Squash.Sigmoid(chances);
        return chances;
    }

    internal static Interactions Pairs(TrainingAnswers answers, long[] questions)
    {
        var rows = Rows(questions);
        return new Interactions(questions.Length, [
            .. answers.Learners.Select(learner => (IReadOnlyCollection<int>)[
                .. learner.Answers.Select(answer => rows.GetValueOrDefault(answer.Question, -1))
                    .Where(row => row >= 0)]),
        ]);
    }

    private static Dictionary<long, int> Rows(IReadOnlyList<long> ids)
    {
        var rows = new Dictionary<long, int>(ids.Count);
        for (int i = 0; i < ids.Count; i++) rows.Add(ids[i], i);
        return rows;
    }

    private static int Place(
        (long Learner, long[] Questions) list, IItemScorer scorer, Func<long, int> user, Func<long, int> item)
    {
        // What a model has never seen it cannot put anywhere: it comes last.
        int[] items = Array.ConvertAll(list.Questions, question => item(question));
        int[] known = [.. items.Where(row => row >= 0)];
        float[] scores = new float[known.Length];
        scorer.Score(user(list.Learner), known, scores);
        float[] all = new float[items.Length];
        for (int i = 0, k = 0; i < items.Length; i++) all[i] = items[i] >= 0 ? scores[k++] : float.NegativeInfinity;
        return RankingMeasures.Place(all);
    }

    private static double Gain(int place) =>
        place <= RankingMeasures.Depth ? 1 / Math.Log2(1 + place) : 0;
}
