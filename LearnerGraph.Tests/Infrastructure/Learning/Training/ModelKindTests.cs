using LearnerGraph.Domain.Kernel;
using LearnerGraph.Domain.Models;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Infrastructure.Learning.Training;

namespace LearnerGraph.Tests.Infrastructure.Learning.Training;

public sealed class ModelKindTests
{
    private static readonly TrainingAnswers Answers = MakeAnswers();

    public static TheoryData<string> Kinds => ["ncf", "dkt"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Train_goes_on_from_a_checkpoint_to_the_same_bits(string name)
    {
        var kind = Kind(name);
        var whole = kind.Train(Answers, Work(kind, null, _ => { }, default));
        byte[]? kept = null;
        using var stop = new CancellationTokenSource();
        var cut = () => kind.Train(Answers, Work(
            kind, null,
            checkpoint =>
            {
                if (kept is not null) stop.Cancel();
                kept ??= checkpoint;
            },
            stop.Token));

        cut.Should().Throw<OperationCanceledException>();
        var epochs = new List<int>();
        var resumed = kind.Train(Answers, Work(kind, kept, _ => { }, default) with
        {
            Told = points => epochs.Add(points[0].Epoch),
        });

        epochs[0].Should().Be(2, "the first epoch is not done again");
        resumed.ToArtefact().Should().Equal(whole.ToArtefact());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Open_gives_a_model_that_judges_the_same(string name)
    {
        var kind = Kind(name);
        var model = kind.Train(Answers, Work(kind, null, _ => { }, default));

        kind.Open(model.ToArtefact()).TryGet(out var opened, out var problem).Should().BeTrue(problem?.Message);

        var (before, after) = (model.Evaluate(Answers), opened!.Evaluate(Answers));
        before.Primary.Should().NotBeEmpty();
        after.Primary.Should().Equal(before.Primary);
        after.Metrics.Should().Equal(before.Metrics);
        before.Baselines.Should().NotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Open_refuses_another_kind_and_a_damaged_file(string name)
    {
        var kind = Kind(name);
        var other = Kind(name == "ncf" ? "dkt" : "ncf");
        var file = kind.Train(Answers, Work(kind, null, _ => { }, default)).ToArtefact();

        other.Open(file).IsOk.Should().BeFalse();
        kind.Open(file[..^7]).TryGet(out _, out var problem).Should().BeFalse();
        problem.Should().BeOfType<Problem.Invalid>();
    }

    private static IModelKind Kind(string name) => name == "ncf" ? new NcfKind() : new DktKind();

    private static TrainingWork Work(IModelKind kind, byte[]? checkpoint, Action<byte[]> saved, CancellationToken ct)
    {
        var asked = new Dictionary<string, double> { ["width"] = 8, ["epochs"] = 4, ["batch"] = 16 };
        if (kind is DktKind) asked["hidden"] = 8;
        TrainingRun.Complete(kind.Definition, asked).TryGet(out var parameters, out _).Should().BeTrue();
        return new TrainingWork(parameters!, checkpoint, saved, _ => { }, ct);
    }

    // Two tastes, and skills that some have and others have not.
    private static TrainingAnswers MakeAnswers()
    {
        var prng = new Prng(5);
        var learners = new List<TrainingLearner>();
        for (int learner = 1; learner <= 60; learner++)
        {
            var answers = new List<TrainingAnswer>();
            for (int i = 0; i < 20; i++)
            {
                int question = (2 * prng.NextInt(20)) + (prng.NextDouble() < 0.9 ? learner % 2 : 1 - (learner % 2));
                answers.Add(new TrainingAnswer(
                    100 + question, $"{question % 5}", prng.NextDouble() < (learner % 3 == 0 ? 0.9 : 0.3), i));
            }

            learners.Add(new TrainingLearner(learner, answers));
        }

        return new TrainingAnswers(learners, IsOwn: true);
    }
}
